import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changePermission } from '#core/directory/change-permission.ts';
import { recognise } from '#core/directory/recognise.ts';
import type { Operator } from '#core/operator.ts';
import type { Outcome } from '#core/outcome.ts';
import { approveRun } from '#core/runs/approve-run.ts';
import { cancelRun } from '#core/runs/cancel-run.ts';
import { expireDrafts } from '#core/runs/expire-drafts.ts';
import { rejectRun } from '#core/runs/reject-run.ts';
import { remindApprovers } from '#core/runs/remind-approvers.ts';
import type { RunReport } from '#core/runs/run-report.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { changeSetting } from '#core/settings/change-setting.ts';
import { askAtHome } from '#core/store/approval-cards.ts';
import { approve, giveApproval } from '#core/store/approvals.ts';
import { addCompany, addWorkspace } from '#core/store/companies.ts';
import { transaction } from '#core/store/db.ts';
import { takeReminders } from '#core/store/reminders.ts';
import { lockCompany } from '#core/store/runs.ts';
import { accepted, aDraft, aPendingRun, cardOf, refusalOf, report, set } from '#test/harness/builders/runs.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
let dora: Operator;
beforeEach(async () => {
  world = await makeWorld();
  dora = await anApprover('Dora');
});
afterEach(() => world.close());

async function anApprover(name: string, where = { platform: 'slack', workspaceId: 'T0ACME' }): Promise<Operator> {
  const profile = { ...where, userId: `U0${name.toUpperCase()}`, name, email: `${name.toLowerCase()}@acme.test` };
  return accepted(await recognise({ db: world.db }, { ...profile, isAdmin: true, standing: 'colleague' }));
}

/** A run that waits until so many have said yes. */
async function asked(approvals: number): Promise<RunReport> {
  await set(world, 'approval.policy', `n-of:${approvals}`);
  return aPendingRun(world, 3);
}

const approvals = async (runId: string) => world.db.runApproval.count({ where: { runId } });
async function deeds(runId: string): Promise<unknown[][]> {
  const entries = await world.db.auditEntry.findMany({
    where: { subjectId: runId, action: { in: ['run-sent', 'run-approved', 'run-voided'] } },
    orderBy: { id: 'asc' },
  });
  const names = new Map((await world.db.operator.findMany()).map(({ id, name }) => [id, name]));
  return entries.map(({ action, operatorId, facts }) => [action, names.get(operatorId ?? ''), facts]);
}
const state = async (runId: string) => (await report(world, runId)).state;

describe('a policy of several approvals', () => {
  it('waits for so many different people, whatever the size of the run', async () => {
    const run = await asked(2);
    await world.forgetOutbox();

    accepted(await approveRun(world, world.approver, cardOf(run)));
    const half = await report(world, run.id);
    const woken = await world.outbox('wake-company');
    accepted(await approveRun(world, dora, cardOf(run)));

    expect(run).toMatchObject({ state: 'awaiting_approval', approval: { needed: 2, able: 2, given: [] } });
    expect(half).toMatchObject({
      state: 'awaiting_approval',
      approval: { given: [{ by: { name: 'Ben' }, counts: true }], askable: [{ name: 'Dora' }], able: 1 },
    });
    expect(woken).toEqual([]);
    expect(await report(world, run.id)).toMatchObject({
      state: 'pending',
      decidedBy: { name: 'Dora' },
      timeline: [
        { what: 'asked', by: { name: 'Ana' } },
        { what: 'approved', by: { name: 'Ben' }, number: 1 },
        { what: 'approved', by: { name: 'Dora' }, number: 2 },
      ],
    });
    expect(await world.outbox('wake-company')).toHaveLength(1);
    expect(await deeds(run.id)).toEqual([
      ['run-sent', 'Ana', { people: 3, toInvite: 3, approvals: 2 }],
      ['run-approved', 'Ben', { toInvite: 3, isEnough: false }],
      ['run-approved', 'Dora', { toInvite: 3, isEnough: true }],
    ]);
  });

  it('names ten who may approve at the most, and counts them all', async () => {
    for (const name of 'EFGHIJKLMN') await anApprover(name);

    const { approval } = await asked(1);

    expect(approval?.able).toBe(12);
    expect(approval?.askable).toHaveLength(10);
  });

  it('says to who presses a second time that they have approved already', async () => {
    const run = await asked(2);

    accepted(await approveRun(world, world.approver, cardOf(run)));
    const again = await approveRun(world, world.approver, cardOf(run));

    expect(refusalOf(again)).toEqual({ code: 'approved-already' });
    expect(await approvals(run.id)).toBe(1);
    expect(await state(run.id)).toBe('awaiting_approval');
  });

  it('counts nobody twice who comes from another platform, and never who asked', async () => {
    const teams = { platform: 'teams', workspaceId: 'acme-tenant' };
    await addWorkspace(world.db, world.companyId, { platform: 'teams', externalId: 'acme-tenant', name: 'Acme' });
    const run = await asked(2);
    const [benOnTeams, anaOnTeams] = [await anApprover('Ben', teams), await anApprover('Ana', teams)];

    accepted(await approveRun(world, world.approver, cardOf(run)));
    const twice = await approveRun(world, benOnTeams, cardOf(run));
    const own = await approveRun(world, anaOnTeams, cardOf(run));
    const ownNo = await rejectRun(world, anaOnTeams, { ...cardOf(run), reason: 'Mine' });

    expect(refusalOf(twice)).toEqual({ code: 'approved-already' });
    expect([own, ownNo].map(refusalOf)).toEqual([{ code: 'own-approval' }, { code: 'own-approval' }]);
    expect(await state(run.id)).toBe('awaiting_approval');
  });

  it('goes on needing as many as when it was asked for', async () => {
    const run = await asked(2);
    await set(world, 'approval.policy', 'none');

    accepted(await approveRun(world, world.approver, cardOf(run)));

    expect(await state(run.id)).toBe('awaiting_approval');
  });

  it('says on the draft and on the waiting card when too few people may approve', async () => {
    const run = await asked(3);

    accepted(await approveRun(world, world.approver, cardOf(run)));

    expect(run.approval).toMatchObject({ needed: 3, able: 2 });
    expect((await report(world, run.id)).approval).toMatchObject({ needed: 3, able: 1, given: [{}] });
  });
});

describe('who sets the policy', () => {
  const said = async (key: string, value: string) =>
    accepted(await changeSetting(world, world.requester, { key, value })).approvers;

  it('is told how many may approve where those are too few beside who asks, and not otherwise', async () => {
    // Ana, Ben and Dora may approve.
    expect(await said('approval.policy', 'n-of:2')).toBeUndefined();
    expect(await said('approval.policy', 'n-of:3')).toBe(3);
    expect(await said('run.max-records', '7')).toBeUndefined();
    expect(await said('approval.policy', 'none')).toBeUndefined();
    expect(await said('approval.policy', 'default')).toBeUndefined();
    await world.db.$executeRaw`UPDATE chat_user SET is_admin = false WHERE user_id <> 'U0ANA'`;
    expect(await said('approval.policy', 'other-person-over:5')).toBe(1);
    expect(await said('approval.policy', 'default')).toBeUndefined();
  });
});

describe('our default', () => {
  it('asks for one other person over 50 where two may approve', async () => {
    const [short, long] = [await aDraft(world, 50), await aDraft(world, 51)];

    expect(short.approval).toBeUndefined();
    expect(long).toMatchObject({ approval: { needed: 1, over: 50, able: 2, askable: [{}, {}] } });
    expect(long.ownWordWillDo).toBeUndefined();
  });

  it('takes the word of who asks where nobody else may, and says so', async () => {
    await world.db.$executeRaw`UPDATE chat_user SET is_admin = false WHERE user_id <> 'U0ANA'`;
    const [short, long] = [await aDraft(world, 50), await aDraft(world, 51)];

    accepted(await sendRun(world, world.requester, cardOf(long)));

    expect([short.ownWordWillDo, long.ownWordWillDo]).toEqual([undefined, true]);
    expect(await state(long.id)).toBe('pending');
    expect(await report(world, long.id)).not.toHaveProperty('approval');
    expect(await report(world, long.id)).not.toHaveProperty('ownWordWillDo');
  });

  it('counts who may approve by a grant as it counts an owner', async () => {
    await world.db.$executeRaw`UPDATE chat_user SET is_admin = false WHERE user_id <> 'U0ANA'`;
    const alone = await aDraft(world, 51);
    const ben = { platform: 'slack', person: 'U0BEN', permission: 'approve-runs' };
    accepted(await changePermission(world, world.requester, 'grant', ben));

    const together = await aDraft(world, 51);

    expect(alone.approval).toBeUndefined();
    expect(together).toMatchObject({ approval: { needed: 1, askable: [{ name: 'Ben' }] } });
  });
});

describe('a permission that is lost while a run waits', () => {
  const ben = { platform: 'slack', person: 'U0BEN', permission: 'approve-runs' };

  beforeEach(async () => {
    await world.db.$executeRaw`UPDATE chat_user SET is_admin = false WHERE user_id = 'U0BEN'`;
    accepted(await changePermission(world, world.requester, 'grant', ben));
  });

  it('takes away the yes that was given with it', async () => {
    const run = await asked(2);
    accepted(await approveRun(world, world.approver, cardOf(run)));
    accepted(await changePermission(world, world.requester, 'revoke', ben));

    accepted(await approveRun(world, dora, cardOf(run)));

    expect(run.approval).toMatchObject({ able: 2 });
    expect(await report(world, run.id)).toMatchObject({
      state: 'awaiting_approval',
      approval: {
        given: [
          { by: { name: 'Ben' }, counts: false },
          { by: { name: 'Dora' }, counts: true },
        ],
      },
    });
  });

  it('lets it count again when the permission is back, at the next press', async () => {
    const run = await asked(2);
    accepted(await approveRun(world, world.approver, cardOf(run)));
    accepted(await changePermission(world, world.requester, 'revoke', ben));
    accepted(await approveRun(world, dora, cardOf(run)));
    accepted(await changePermission(world, world.requester, 'grant', ben));

    accepted(await approveRun(world, world.approver, cardOf(run)));

    expect(await state(run.id)).toBe('pending');
    expect(await approvals(run.id)).toBe(2);
  });

  it('takes nothing back of what was decided with it', async () => {
    const run = await asked(1);
    accepted(await approveRun(world, world.approver, cardOf(run)));

    accepted(await changePermission(world, world.requester, 'revoke', ben));

    expect((await report(world, run.id)).approval?.given).toMatchObject([{ by: { name: 'Ben' }, counts: true }]);
  });

  it('refuses a press that waited for its turn', async () => {
    const run = await asked(1);
    let pressed: Promise<Outcome> | undefined;

    await transaction(world.db, async (tx) => {
      await lockCompany(tx, world.companyId);
      pressed = approveRun(world, world.approver, cardOf(run));
      await changePermission(world, world.requester, 'revoke', ben);
    });

    expect(await pressed).toEqual({ ok: false, refusal: { code: 'not-allowed', needs: 'approve-runs' } });
    expect(await approvals(run.id)).toBe(0);
  });

  it('takes away the yes of who is deactivated', async () => {
    const run = await asked(2);
    accepted(await approveRun(world, world.approver, cardOf(run)));
    await world.db.$executeRaw`UPDATE chat_user SET standing = 'gone' WHERE user_id = 'U0BEN'`;

    accepted(await approveRun(world, dora, cardOf(run)));

    expect(await state(run.id)).toBe('awaiting_approval');
  });
});

describe('decisions at the same time', () => {
  it('let a run into the queue once, however many approve it', async () => {
    const run = await asked(2);
    const eve = await anApprover('Eve');
    await world.forgetOutbox();

    const presses = await Promise.all(
      [world.approver, dora, eve, world.approver, dora, eve].map((by) => approveRun(world, by, cardOf(run))),
    );

    expect(presses.filter(({ ok }) => ok)).toHaveLength(2);
    expect(await state(run.id)).toBe('pending');
    expect(await approvals(run.id)).toBe(2);
    expect(await world.outbox('wake-company')).toHaveLength(1);
  });

  it.each(Array.from({ length: 6 }, (_, round) => round))('end in one state, round %d', async (round) => {
    const run = await asked(1 + (round % 2));
    const late = round > 3;
    if (late) await world.db.$executeRaw`UPDATE run SET expires_at = now() + interval '15 milliseconds'`;
    const deciders = [
      () => approveRun(world, world.approver, cardOf(run)),
      () => approveRun(world, dora, cardOf(run)),
      () => rejectRun(world, world.approver, { ...cardOf(run), reason: 'No' }),
      () => cancelRun(world, world.requester, cardOf(run)),
      () => expireDrafts(world.db),
    ];

    await Promise.all([...deciders.slice(round % 5), ...deciders.slice(0, round % 5)].map((decide) => decide()));

    const ended = await report(world, run.id);
    const yes = await approvals(run.id);
    const decisions = await world.db.auditEntry.count({
      where: { subjectId: run.id, action: { in: ['run-rejected', 'run-cancelled', 'run-expired'] } },
    });
    // What is in the queue may still be withdrawn.
    const isApproved = yes >= 1 + (round % 2);
    expect(['pending', 'rejected', 'cancelled', 'expired', 'awaiting_approval']).toContain(ended.state);
    expect(decisions).toBe(['pending', 'awaiting_approval'].includes(ended.state) ? 0 : 1);
    if (ended.state === 'pending') expect(isApproved).toBe(true);
    if (ended.state === 'rejected' || ended.state === 'expired') expect(isApproved).toBe(false);
  });
});

describe('saying no', () => {
  it('takes a reason', async () => {
    const run = await asked(1);

    const outcomes = [undefined, '', '  \n'].map((reason) =>
      rejectRun(world, world.approver, { ...cardOf(run), reason }),
    );

    expect((await Promise.all(outcomes)).map(refusalOf)).toEqual(outcomes.map(() => ({ code: 'reason-missing' })));
    expect(await state(run.id)).toBe('awaiting_approval');
  });

  it('ends a run that others have approved already', async () => {
    const run = await asked(2);
    accepted(await approveRun(world, world.approver, cardOf(run)));

    accepted(await rejectRun(world, dora, { ...cardOf(run), reason: ' Not before Monday\n' }));

    expect(await report(world, run.id)).toMatchObject({
      state: 'rejected',
      cause: 'Not before Monday',
      timeline: [{ what: 'asked' }, { what: 'approved' }, { what: 'rejected', by: { name: 'Dora' } }],
    });
  });
});

describe('the step itself', () => {
  const late = () => world.db.$executeRaw`UPDATE run SET expires_at = now() - interval '1 second'`;

  it('notes no yes of who asked, on an old card, after the end, or to what waits for none', async () => {
    const run = await asked(1);
    const card = cardOf(run);
    const pending = await aDraft(world, 1);

    const refused = [
      await giveApproval(world.db, world.requester, card),
      await giveApproval(world.db, dora, { ...card, version: card.version - 1 }),
      await giveApproval(world.db, dora, cardOf(pending)),
    ];
    await late();
    refused.push(await giveApproval(world.db, dora, card));

    expect(refused).toEqual(refused.map(() => undefined));
    expect(await world.db.runApproval.count()).toBe(0);
  });

  it('lets nothing into the queue without enough, on an old card, or after the end', async () => {
    const run = await asked(2);
    const card = cardOf(run);
    const approvers = [world.approver.id, dora.id];
    await giveApproval(world.db, world.approver, card);
    const half = await approve(world.db, dora, card, approvers);
    await giveApproval(world.db, dora, card);

    const refused = [
      half,
      await approve(world.db, dora, card, [dora.id]),
      await approve(world.db, dora, { ...card, version: card.version - 1 }, approvers),
    ];
    await late();
    refused.push(await approve(world.db, dora, card, approvers));

    expect(refused).toEqual([undefined, undefined, undefined, undefined]);
    expect(await approvals(run.id)).toBe(2);
    expect((await world.db.run.findFirstOrThrow()).state).toBe('awaiting_approval');
  });
});

it('never counts who asked, even where their yes stands in the database', async () => {
  const run = await asked(2);
  await world.db.$executeRaw`
    INSERT INTO run_approval (company_id, run_id, operator_id)
    VALUES (${world.companyId}::uuid, ${run.id}::uuid, ${world.requester.id}::uuid)`;

  accepted(await approveRun(world, dora, cardOf(run)));

  expect(await state(run.id)).toBe('awaiting_approval');
});

describe('a card of the approvers', () => {
  const cards = (kind: string) => world.db.card.count({ where: { kind } });

  beforeEach(() => set(world, 'approval.channel', 'C0APPROVALS'));

  it('is opened once a run waits for them, in a thread of its own', async () => {
    const run = await asked(1);

    const card = await world.db.card.findFirstOrThrow({ where: { kind: 'approval' }, include: { thread: true } });
    expect(card).toMatchObject({
      subjectId: run.id,
      thread: { platform: 'slack', workspaceId: 'T0ACME', conversation: 'C0APPROVALS', root: null },
    });
    expect(run).toMatchObject({
      place: { platform: 'slack', conversation: 'C0GENERAL' },
      approval: { askedIn: { platform: 'slack', conversation: 'C0APPROVALS' } },
    });
  });

  it('asks nobody any more once it is decided, and says who approved', async () => {
    const run = await asked(1);

    accepted(await approveRun(world, world.approver, cardOf(run)));

    const { approval } = await report(world, run.id);
    expect(run.approval).toEqual({
      ...{ needed: 1, given: [], askable: [expect.anything(), expect.anything()], able: 2 },
      ...{ askedIn: { platform: 'slack', conversation: 'C0APPROVALS' }, reminders: 0 },
    });
    expect(approval).toEqual({
      ...{ needed: 1, askable: [], able: 0, reminders: 0 },
      given: [expect.objectContaining({ by: expect.objectContaining({ name: 'Ben' }), counts: true })],
    });
  });

  it('stands where the run was asked for when we may not speak to the approvers, once', async () => {
    const run = await asked(1);
    const { id } = await world.db.card.findFirstOrThrow({ where: { kind: 'approval' } });
    const other = await world.db.card.findFirstOrThrow({ where: { kind: 'run' } });
    const { companyId } = world;

    const moved = [
      await askAtHome(world.db, { companyId, id }),
      await askAtHome(world.db, { companyId, id }),
      await askAtHome(world.db, { companyId, id: other.id }),
    ];

    expect(moved).toEqual([true, false, false]);
    expect((await report(world, run.id)).approval).toMatchObject({ askedHere: true });
    expect((await report(world, run.id)).approval).not.toHaveProperty('askedIn');
  });

  it('is followed by reminders below it, each once and ever more seldom', async () => {
    const run = await asked(1);
    const due = () => world.db.$executeRaw`UPDATE run SET remind_at = now() - interval '1 second'`;
    await remindApprovers(world.db);
    const early = await cards('reminder');
    await due();

    await remindApprovers(world.db);
    await remindApprovers(world.db);

    const [approval, reminder] = await Promise.all(
      ['approval', 'reminder'].map((kind) => world.db.card.findFirstOrThrow({ where: { kind } })),
    );
    const next = (await world.db.run.findFirstOrThrow()).remindAt?.getTime() ?? 0;
    expect(early).toBe(0);
    expect(reminder?.threadId).toBe(approval?.threadId);
    expect((await report(world, run.id)).approval?.reminders).toBe(1);
    expect(Math.round((next - Date.now()) / 60_000)).toBe(30);
  });

  it('is followed by none where the company wants none, and where it has no card they are in its own thread', async () => {
    await set(world, 'approval.reminders', 'off');
    await set(world, 'approval.channel', 'none');
    const run = await asked(1);
    const due = () => world.db.$executeRaw`UPDATE run SET remind_at = now() - interval '1 second'`;
    await due();
    await remindApprovers(world.db);
    const unwanted = [await cards('reminder'), (await report(world, run.id)).approval?.reminders];
    await set(world, 'approval.reminders', 'on');
    await due();

    await remindApprovers(world.db);

    const [own, reminder] = await Promise.all(
      ['run', 'reminder'].map((kind) => world.db.card.findFirstOrThrow({ where: { kind } })),
    );
    expect(unwanted).toEqual([0, 0]);
    expect(reminder?.threadId).toBe(own?.threadId);
  });

  it('is not opened for a run that nobody else has to approve, nor where we are not in the workspace any more', async () => {
    await set(world, 'approval.policy', 'none');
    await aPendingRun(world, 1);
    await world.db.$executeRaw`UPDATE workspace SET left_at = now()`;
    const run = await asked(1);

    expect(await cards('approval')).toBe(0);
    expect(run.approval?.askedIn).toBeUndefined();
  });

  it('comes with no word on what is withdrawn once it is approved', async () => {
    const run = await asked(1);
    accepted(await approveRun(world, world.approver, cardOf(run)));

    accepted(await cancelRun(world, dora, cardOf(await report(world, run.id))));

    expect(await cards('decided')).toBe(0);
  });

  it('comes with no word on drafts that end by themselves', async () => {
    const { id } = await aDraft(world, 1);
    await world.db.$executeRaw`UPDATE run SET expires_at = now() - interval '1 second'`;

    await expireDrafts(world.db);

    expect(await state(id)).toBe('expired');
    expect(await cards('decided')).toBe(0);
  });

  it('is reminded of no run whose time is over, and of none of another company', async () => {
    await asked(1);
    const companyId = await addCompany(world.db, 'Other');
    await world.db.$executeRaw`UPDATE run SET remind_at = now() - interval '1 minute'`;
    const others = await takeReminders(world.db, companyId, true);
    await world.db.$executeRaw`UPDATE run SET expires_at = now() - interval '1 second'`;

    await remindApprovers(world.db);

    expect(others).toEqual([]);
    expect(await cards('reminder')).toBe(0);
  });
});
