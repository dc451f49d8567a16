import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { approveRun } from '#core/runs/approve-run.ts';
import { resumeRun } from '#core/runs/resume-run.ts';
import { runDetails } from '#core/runs/run-details.ts';
import type { Differing } from '#core/runs/run-report.ts';
import { accepted, aPendingRun, cardOf, refusalOf, report, rowsOf, set } from '#test/harness/builders/runs.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  await set(world, 'approval.policy', 'n-of:1');
});
afterEach(() => world.close());

const press = async (id: string) => approveRun(world, world.approver, cardOf(await report(world, id)));

describe('an approval', () => {
  const changes: [string, (member: string) => Promise<unknown>, Differing][] = [
    [
      'is at another number',
      (id) => world.db.$executeRaw`
        WITH moved AS (UPDATE member SET phone = '+447400999999' WHERE id = ${id}::uuid RETURNING company_id, phone, id)
        INSERT INTO corporate_number (company_id, phone, member_id) SELECT * FROM moved`,
      { people: 1 },
    ],
    [
      'has another address',
      (id) => world.db.$executeRaw`
        UPDATE member SET email = 'new@acme.test', email_key = 'new@acme.test' WHERE id = ${id}::uuid`,
      { people: 1 },
    ],
    [
      'is archived',
      (id) => world.db.$executeRaw`UPDATE member SET archived_at = now() WHERE id = ${id}::uuid`,
      { people: 1, outcome: 'fail', reason: 'USER_ARCHIVED' },
    ],
    [
      'has lost the role',
      () => world.db.$executeRaw`UPDATE role SET channels = '{}'`,
      { people: 3, outcome: 'fail', reason: 'ROLE_NOT_PERMITTED' },
    ],
    [
      'has lost the number',
      (id) => world.db.$executeRaw`DELETE FROM corporate_number WHERE member_id = ${id}::uuid`,
      { people: 1, outcome: 'fail', reason: 'PHONE_NOT_PROVISIONED' },
    ],
  ];

  it.each(changes)('is refused once somebody on the list %s', async (_, change, differing) => {
    const { id } = await aPendingRun(world, 3);
    const invitation = await world.db.invitation.findFirstOrThrow({ where: { runId: id, position: 2 } });
    await change(invitation.memberId ?? '');

    const outcome = await press(id);

    expect(refusalOf(outcome)).toMatchObject({ code: 'list-changed', differing: [differing] });
    expect(await report(world, id)).toMatchObject({
      state: 'cancelled',
      cause: 'list-changed',
      differing: [differing],
      resumable: 3,
      totals: { cancelled: 3 },
    });
    expect(await world.db.runApproval.count()).toBe(0);
    expect(await world.db.auditEntry.findFirst({ where: { action: 'run-voided' } })).toMatchObject({
      subjectId: id,
      operatorId: world.approver.id,
      facts: { people: differing.people },
    });
    expect(await world.outbox('wake-company')).toEqual([]);
  });

  it('names those who changed in the details, masked', async () => {
    const { id } = await aPendingRun(world, 3);
    await world.db.$executeRaw`UPDATE member SET archived_at = now() WHERE email_key LIKE 'p2.%'`;
    await press(id);

    const { differing } = accepted(await runDetails(world, world.requester, { runId: id, page: 1 }));

    expect(differing).toEqual({
      people: 1,
      rows: [{ row: 2, maskedEmail: 'p•••@acme.test', reason: 'USER_ARCHIVED' }],
    });
  });

  it('can be asked for anew, with everybody as they are now', async () => {
    const { id } = await aPendingRun(world, 3);
    await world.db.$executeRaw`UPDATE member SET archived_at = now() WHERE email_key LIKE 'p2.%'`;
    await press(id);

    accepted(await resumeRun(world, world.requester, cardOf(await report(world, id))));

    const draft = await world.db.run.findFirstOrThrow({ where: { parentId: id } });
    expect((await rowsOf(world, draft.id)).map(({ state, reason }) => [state, reason])).toEqual([
      ['queued', null],
      ['failed', 'USER_ARCHIVED'],
      ['queued', null],
    ]);
    expect(await report(world, draft.id)).toMatchObject({ state: 'draft', forecast: { invite: 2, fail: 1 } });
  });

  it('stands where people were linked or invited meanwhile, or changed who are not to be invited', async () => {
    const { id } = await aPendingRun(world, 3);
    await world.db.$executeRaw`
      UPDATE invitation SET state = 'failed', reason = 'USER_ARCHIVED' WHERE run_id = ${id}::uuid AND position = 3`;
    await world.db.$executeRaw`UPDATE member SET archived_at = now() WHERE email_key LIKE 'p3.%'`;
    await world.db.$executeRaw`
      INSERT INTO channel_link (company_id, member_id, channel, state)
      SELECT company_id, member_id, 'whatsapp', 'linked' FROM invitation WHERE run_id = ${id}::uuid AND position = 1`;

    accepted(await press(id));

    expect((await report(world, id)).state).toBe('pending');
  });
});
