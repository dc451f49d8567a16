import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changePermission } from '#core/directory/change-permission.ts';
import type { Outcome } from '#core/outcome.ts';
import { approveRun } from '#core/runs/approve-run.ts';
import { cancelRun } from '#core/runs/cancel-run.ts';
import { discardRun } from '#core/runs/discard-run.ts';
import { expireDrafts } from '#core/runs/expire-drafts.ts';
import { followLimit } from '#core/runs/follow-limit.ts';
import { rejectRun } from '#core/runs/reject-run.ts';
import { retryRun } from '#core/runs/retry-run.ts';
import { runReport } from '#core/runs/run-report.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { splitRun } from '#core/runs/split-run.ts';
import { transaction } from '#core/store/db.ts';
import { endUnsent, lockCompany } from '#core/store/runs.ts';
import { accepted, aDraft, aPendingRun, cardOf, refusalOf, report, rowsOf, set } from '#test/harness/builders/runs.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const times = <T>(count: number, make: () => T) => Array.from({ length: count }, make);

async function audits(runId: string): Promise<string[]> {
  const entries = await world.db.$queryRaw<{ action: string }[]>`
    SELECT action FROM audit_entry WHERE subject_id = ${runId} ORDER BY id`;
  return entries.map(({ action }) => action);
}

/** How many wait for a lock. */
async function waiting(): Promise<number> {
  const [found] = await world.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return found?.count ?? 0;
}

describe('pressing Send', () => {
  it('starts a run once, however many people press at the same time', async () => {
    const draft = await aDraft(world, 3);
    await world.forgetOutbox();

    const presses = await Promise.all(times(50, () => sendRun(world, world.requester, cardOf(draft))));

    expect(presses.filter(({ ok }) => ok)).toHaveLength(1);
    expect(presses.map(refusalOf).filter(Boolean)).toEqual(
      times(49, () => expect.objectContaining({ code: 'run-moved-on', state: 'pending', by: 'Ana' })),
    );
    expect(await audits(draft.id)).toEqual(['run-drafted', 'run-sent']);
    expect(await world.outbox('wake-company')).toHaveLength(1);
  });

  it('waits for another person where the policy says so, and not for who asked', async () => {
    await set(world, 'approval.policy', 'other-person-over:2');
    const draft = await aDraft(world, 3);
    await world.forgetOutbox();

    accepted(await sendRun(world, world.requester, cardOf(draft)));
    const asked = await report(world, draft.id);
    const own = await approveRun(world, world.requester, cardOf(asked));
    const woken = await world.outbox('wake-company');
    accepted(await approveRun(world, world.approver, cardOf(asked)));
    const approved = await report(world, draft.id);

    expect(draft.approval).toMatchObject({ needed: 1, over: 2, able: 1, askable: [{ name: 'Ben' }] });
    expect(asked).toMatchObject({ state: 'awaiting_approval', approval: { needed: 1, given: [] } });
    expect(refusalOf(own)).toEqual({ code: 'own-approval' });
    expect(woken).toEqual([]);
    expect(approved).toMatchObject({
      state: 'pending',
      decidedBy: { name: 'Ben', users: [{ platform: 'slack', userId: 'U0BEN' }] },
    });
    expect(await world.outbox('wake-company')).toHaveLength(1);
  });

  it('needs no approval up to the number of the policy', async () => {
    await set(world, 'approval.policy', 'other-person-over:3');

    const run = await aPendingRun(world, 3);

    expect(run.state).toBe('pending');
  });

  it('sends to as many as the limit allows, in the name of who presses', async () => {
    await set(world, 'run.max-records', '3');
    const draft = await aDraft(world, 3);

    accepted(await sendRun(world, world.approver, cardOf(draft)));

    const run = await world.db.run.findFirstOrThrow({ where: { id: draft.id } });
    expect(run).toMatchObject({ state: 'pending', requestedBy: world.approver.id, tryFirst: null, sendAt: null });
  });

  it('is refused over the limit, for nobody, with an old card, without permission and while the channel is off', async () => {
    const draft = await aDraft(world, 3);
    const nobody = await aDraft(world, 0);
    await set(world, 'run.max-records', '2');
    const overLimit = await sendRun(world, world.requester, cardOf(await report(world, draft.id)));
    await set(world, 'run.max-records', '3');
    const forNobody = await sendRun(world, world.requester, cardOf(nobody));
    const oldCard = await sendRun(world, world.requester, { id: draft.id, version: draft.version - 1 });
    const onlooker = await sendRun(world, world.onlooker, cardOf(draft));
    await set(world, 'channel.whatsapp.enabled', 'off');
    const off = await sendRun(world, world.requester, cardOf(await report(world, draft.id)));

    expect(refusalOf(overLimit)).toEqual({ code: 'over-limit', people: 3, limit: 2 });
    expect(refusalOf(forNobody)).toEqual({ code: 'nobody-to-invite' });
    expect(refusalOf(oldCard)).toEqual({ code: 'card-out-of-date' });
    expect(refusalOf(onlooker)).toEqual({ code: 'not-allowed', needs: 'run-invitations' });
    expect(refusalOf(off)).toEqual({ code: 'channel-off', channel: 'whatsapp' });
    expect((await report(world, draft.id)).state).toBe('draft');
  });

  it('finds no run of another company', async () => {
    const draft = await aDraft(world, 1);
    const [other] = await world.db.$queryRaw<
      { id: string }[]
    >`INSERT INTO company (name) VALUES ('Other') RETURNING id`;
    const companyId = other?.id ?? '';
    await world.db.$executeRaw`
      INSERT INTO operator (company_id, id, name, email) VALUES (${companyId}::uuid, ${world.requester.id}::uuid, 'Oz', 'oz@other.test')`;
    await world.db.$executeRaw`INSERT INTO workspace VALUES ('slack', 'T0OTHER', ${companyId}::uuid, 'Other')`;
    await world.db.$executeRaw`
      INSERT INTO chat_user (platform, workspace_id, user_id, company_id, operator_id, name, is_admin, standing)
      VALUES ('slack', 'T0OTHER', 'U0OZ', ${companyId}::uuid, ${world.requester.id}::uuid, 'Oz', true, 'colleague')`;
    const stranger = { companyId, id: world.requester.id, name: 'Oz' };

    const acts = [sendRun, approveRun, rejectRun, discardRun, cancelRun, splitRun];
    const outcomes = await Promise.all(acts.map((act) => act(world, stranger, cardOf(draft))));

    expect(outcomes.map(refusalOf)).toEqual(acts.map(() => ({ code: 'run-not-found' })));
    expect(await runReport(world.db, companyId, draft.id)).toBeUndefined();
  });
});

describe('saying no', () => {
  it('keeps the words of who rejects, and everybody on the list counts as cancelled', async () => {
    await set(world, 'approval.policy', 'other-person-over:0');
    const asked = await aPendingRun(world, 3);

    accepted(await rejectRun(world, world.approver, { ...cardOf(asked), reason: 'Not before Monday' }));

    expect(await report(world, asked.id)).toMatchObject({
      state: 'rejected',
      cause: 'Not before Monday',
      decidedBy: { name: 'Ben' },
      totals: { cancelled: 3, invited: 0 },
    });
  });

  it('lets a draft be dropped and a waiting run be cancelled, once', async () => {
    const draft = await aDraft(world, 2);
    const pending = await aPendingRun(world, 2);

    accepted(await discardRun(world, world.requester, cardOf(draft)));
    accepted(await cancelRun(world, world.approver, cardOf(pending)));
    const again = await cancelRun(world, world.approver, cardOf(pending));

    expect(await report(world, draft.id)).toMatchObject({ state: 'discarded', totals: { cancelled: 2 } });
    expect(await report(world, pending.id)).toMatchObject({
      state: 'cancelled',
      totals: { cancelled: 2 },
      decidedBy: { name: 'Ben' },
    });
    expect(refusalOf(again)).toMatchObject({ code: 'run-moved-on', state: 'cancelled', by: 'Ben' });
  });

  it('lets drafts and approvals end by themselves after a day', async () => {
    await set(world, 'approval.policy', 'other-person-over:2');
    const [draft, asked, fresh] = [await aDraft(world, 1), await aPendingRun(world, 3), await aDraft(world, 1)];
    await world.db.$executeRaw`
      UPDATE run SET expires_at = now() - interval '1 second' WHERE id = ANY(${[draft.id, asked.id]}::uuid[])`;

    await expireDrafts(world.db);

    expect(await report(world, draft.id)).toMatchObject({ state: 'expired', totals: { cancelled: 1 } });
    expect(await report(world, asked.id)).toMatchObject({ state: 'expired', totals: { cancelled: 3 } });
    expect((await report(world, fresh.id)).state).toBe('draft');
    expect(refusalOf(await sendRun(world, world.requester, cardOf(draft)))).toMatchObject({ state: 'expired' });
  });

  it('starts nothing whose day is over, though nobody has swept it up yet', async () => {
    await set(world, 'approval.policy', 'other-person-over:2');
    const [draft, asked] = [await aDraft(world, 1), await aPendingRun(world, 3)];
    await world.db.$executeRaw`UPDATE run SET expires_at = now() - interval '1 second'`;

    const sent = await sendRun(world, world.requester, cardOf(draft));
    const approved = await approveRun(world, world.approver, cardOf(asked));

    expect(refusalOf(sent)).toEqual({ code: 'run-moved-on', state: 'expired', at: expect.any(Date) });
    expect(refusalOf(approved)).toEqual({ code: 'run-moved-on', state: 'expired', at: expect.any(Date) });
  });

  it('lets nothing end by itself while somebody decides', async () => {
    const draft = await aDraft(world, 1);
    await world.db.$executeRaw`UPDATE run SET expires_at = now() - interval '1 second'`;
    let expiring = Promise.resolve();

    await transaction(world.db, async (tx) => {
      await lockCompany(tx, world.companyId);
      expiring = expireDrafts(world.db);
      await expect.poll(waiting).toBe(1);
      await tx.$executeRaw`UPDATE run SET expires_at = now() + interval '1 day' WHERE id = ${draft.id}::uuid`;
    });
    await expiring;

    expect((await report(world, draft.id)).state).toBe('draft');
  });

  it('ends no run that is not held, nor anybody on its list', async () => {
    const draft = await aDraft(world, 1);

    const ending = transaction(world.db, (tx) =>
      endUnsent(tx, world.requester, { id: draft.id, version: 99 }, { from: 'draft', to: 'discarded' }),
    );

    await expect(ending).rejects.toThrow('was not held');
    expect(await report(world, draft.id)).toMatchObject({ state: 'draft', totals: { cancelled: 0 } });
  });

  it('takes away what a permission allowed, from the next press on', async () => {
    const { db, requester, onlooker } = world;
    const who = { platform: 'slack', person: 'U0CLEO', permission: 'run-invitations' };
    const draft = await aDraft(world, 1);
    await changePermission({ db }, requester, 'grant', who);
    await changePermission({ db }, requester, 'revoke', who);

    const outcome = await sendRun(world, onlooker, cardOf(draft));

    expect(refusalOf(outcome)).toEqual({ code: 'not-allowed', needs: 'run-invitations' });
  });
});

describe('a permission that is taken away while a press waits for its turn', () => {
  const acts = { sendRun, approveRun, rejectRun, discardRun, cancelRun, splitRun, retryRun };

  it.each(Object.entries(acts))('allows %s no more', async (_, act) => {
    const { db, requester, onlooker } = world;
    const run = await aDraft(world, 1);
    const permission = act === approveRun || act === rejectRun ? 'approve-runs' : 'run-invitations';
    const who = { platform: 'slack', person: 'U0CLEO', permission };
    await changePermission({ db }, requester, 'grant', who);
    let pressed: Promise<Outcome<unknown>> | undefined;

    await transaction(db, async (tx) => {
      await lockCompany(tx, world.companyId);
      pressed = act(world, onlooker, cardOf(run));
      await expect.poll(waiting).toBe(1);
      await changePermission({ db }, requester, 'revoke', who);
    });

    expect(await pressed).toEqual({ ok: false, refusal: { code: 'not-allowed', needs: permission } });
  });
});

describe('splitting', () => {
  it('puts exactly the same people into drafts within the limit', async () => {
    const whole = await aDraft(world, 7);
    await world.db.$executeRaw`
      UPDATE invitation SET state = 'failed', reason = 'USER_ARCHIVED' WHERE run_id = ${whole.id}::uuid AND position IN (2, 6)`;
    await world.db.$executeRaw`UPDATE run SET to_invite = 5, to_fail = 2 WHERE id = ${whole.id}::uuid`;
    await set(world, 'run.max-records', '2');

    const ids = accepted(await splitRun(world, world.requester, cardOf(await report(world, whole.id))));
    const parts = await Promise.all(ids.map((id) => report(world, id)));

    const rows = await Promise.all(parts.map(({ id }) => rowsOf(world, id)));
    const emails = rows.map((part) => part.map(({ email }) => email?.split('.')[0]));
    expect(emails).toEqual([['p1', 'p2', 'p3', 'p6'], ['p4', 'p5'], ['p7']]);
    expect(parts.map(({ forecast }) => forecast)).toEqual([
      { invite: 2, skip: 0, fail: 2 },
      { invite: 2, skip: 0, fail: 0 },
      { invite: 1, skip: 0, fail: 0 },
    ]);
    expect(parts[1]).toMatchObject({ title: expect.stringMatching(/, part 2 of 3$/), parentId: whole.id });
    expect(await report(world, whole.id)).toMatchObject({ state: 'discarded', cause: 'split' });
  });

  it('gets nobody round an approval that the whole list would have needed', async () => {
    await set(world, 'approval.policy', 'other-person-over:5');
    const whole = await aDraft(world, 8);
    await set(world, 'run.max-records', '4');
    const [part = ''] = accepted(await splitRun(world, world.requester, cardOf(await report(world, whole.id))));

    accepted(await sendRun(world, world.requester, cardOf(await report(world, part))));

    expect(await report(world, part)).toMatchObject({ state: 'awaiting_approval', approval: { needed: 1 } });
  });

  it('is not needed any more when the limit is raised', async () => {
    await set(world, 'run.max-records', '2');
    const draft = await aDraft(world, 3);
    await set(world, 'run.max-records', '5');

    await transaction(world.db, (tx) => followLimit(tx, world.companyId, 5));

    const now = await report(world, draft.id);
    expect([draft.overLimit, now.overLimit]).toEqual([2, undefined]);
    expect(refusalOf(await splitRun(world, world.requester, cardOf(draft)))).toEqual({ code: 'card-out-of-date' });
    accepted(await sendRun(world, world.requester, cardOf(now)));
    expect((await report(world, draft.id)).state).toBe('pending');
  });

  it('is refused where nobody is too many', async () => {
    const draft = await aDraft(world, 2);

    const outcome = await splitRun(world, world.requester, cardOf(draft));

    expect(refusalOf(outcome)).toEqual({ code: 'within-limit', people: 2, limit: 100 });
  });
});
