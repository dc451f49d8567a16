import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Heard } from '#bot/platforms/define.ts';
import type { Reply } from '#bot/reply.ts';
import { grantGroup } from '#core/directory/change-group-permission.ts';
import { recognise } from '#core/directory/recognise.ts';
import { holdFile } from '#core/imports/hold-file.ts';
import { receiveImport } from '#core/imports/receive-import.ts';
import type { Operator } from '#core/operator.ts';
import { approveRun } from '#core/runs/approve-run.ts';
import type { RunReport } from '#core/runs/run-report.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { addWorkspace } from '#core/store/companies.ts';
import { putCode } from '#core/store/connections.ts';
import type { Profile } from '#core/store/operators.ts';
import { holdersOf } from '#core/store/permissions.ts';
import { accepted, aDraft, cardOf, report, set } from '../harness/builders/runs.ts';
import { makeWorld, type World } from '../harness/world.ts';
import { give, hear, profileOf } from './matrix-people.ts';

let world: World;
let people = 0;
beforeAll(async () => {
  world = await makeWorld();
  await addWorkspace(world.db, world.companyId, { platform: 'teams', externalId: 'tenant', name: 'Acme' });
});
afterAll(() => world.close());

let slack: Profile;
let teams: Profile;
beforeEach(async () => {
  const name = `pat${'abcdefghijklmnopqrstuvwxyz'[people++]}`;
  slack = profileOf(name, { email: `${name}@acme.test` });
  teams = { ...slack, platform: 'teams', workspaceId: 'tenant', userId: `teams-${name}` };
});

const known = async (profile: Profile): Promise<Operator> => accepted(await recognise(world, profile));

/** Somebody who may send and approve, on this platform. */
async function armed(profile: Profile): Promise<Operator> {
  const operator = await known(profile);
  await give(world, profile, ['run-invitations', 'approve-runs', 'view-runs']);
  return operator;
}

/** A run that this operator has sent off, and that waits for so many others. */
async function askedBy(operator: Operator, approvals = 1): Promise<RunReport> {
  await set(world, 'approval.policy', `n-of:${approvals}`);
  const draft = await aDraft(world, 2);
  accepted(await sendRun(world, operator, cardOf(draft)));
  return report(world, draft.id);
}

const refusalIn = (reply: Reply) => (reply.kind === 'refused' ? reply.refusal.code : reply.kind);
const approvals = (runId: string) => world.db.runApproval.count({ where: { runId } });
const stateOf = async ({ id }: RunReport) => (await report(world, id)).state;

const ways: [string, (run: RunReport) => Heard['asked']][] = [
  ['the button on a card', ({ id, version }) => ({ verb: 'approve', fields: { id, version } })],
  ['typing its id', ({ id }) => ({ verb: 'approve', words: [id.slice(0, 12)] })],
];

describe.each(ways)('by %s', (_, asked) => {
  it('nobody approves what they asked for', async () => {
    const run = await askedBy(await armed(slack));

    const reply = await hear(world, slack, asked(run));

    expect(refusalIn(reply)).toBe('own-approval');
    expect([await stateOf(run), await approvals(run.id)]).toEqual(['awaiting_approval', 0]);
  });

  it.each([
    ['Teams, asked in Slack', () => [slack, teams] as const],
    ['Slack, asked in Teams', () => [teams, slack] as const],
  ])('nobody does so from %s', async (_way, sides) => {
    const [asks, approves] = sides();
    const run = await askedBy(await armed(asks));

    const reply = await hear(world, approves, asked(run));

    expect(refusalIn(reply)).toBe('own-approval');
    expect([await stateOf(run), await approvals(run.id)]).toEqual(['awaiting_approval', 0]);
  });

  it('nobody does so as a member of a group that may approve', async () => {
    const operator = await known(slack);
    await give(world, slack, ['run-invitations', 'view-runs']);
    const told = { id: `S0${people}`, name: 'approvers', members: [slack.userId], isGone: false };
    const wanted = { where: world.place, told, ageMs: 0, permission: 'approve-runs' };
    accepted(await grantGroup(world, world.requester, wanted));
    const run = await askedBy(operator);

    const reply = await hear(world, slack, asked(run));

    expect(refusalIn(reply)).toBe('own-approval');
    expect([await stateOf(run), await approvals(run.id)]).toEqual(['awaiting_approval', 0]);
  });

  it('nobody does so as an owner', async () => {
    const run = await askedBy(world.requester);

    const reply = await hear(world, profileOf('Ana', { isAdmin: true, email: 'ana@acme.test' }), asked(run));

    expect(refusalIn(reply)).toBe('own-approval');
    expect([await stateOf(run), await approvals(run.id)]).toEqual(['awaiting_approval', 0]);
  });

  it('nobody counts twice, once on each platform', async () => {
    await armed(slack);
    await known(teams);
    const run = await askedBy(world.requester, 2);

    const replies = [await hear(world, slack, asked(run)), await hear(world, teams, asked(run))];

    expect(replies.map(refusalIn)).toEqual(['card-follows', 'approved-already']);
    expect([await stateOf(run), await approvals(run.id)]).toEqual(['awaiting_approval', 1]);
  });
});

it('says no in the same way to who rejects what they asked for', async () => {
  const run = await askedBy(await armed(slack));
  const { id, version } = run;

  const reply = await hear(world, teams, { verb: 'reject', fields: { id, version, reason: 'mine' } });

  expect(refusalIn(reply)).toBe('own-approval');
  expect(await stateOf(run)).toBe('awaiting_approval');
});

it('takes a member of a group who did not ask for as good as anybody else', async () => {
  const member = await known(slack);
  const told = { id: `S0${people}`, name: 'approvers', members: [slack.userId], isGone: false };
  accepted(
    await grantGroup(world, world.requester, { where: world.place, told, ageMs: 0, permission: 'approve-runs' }),
  );
  const run = await askedBy(world.requester);

  const able = await holdersOf(world.db, world.companyId, 'approve-runs');
  const { id, version } = run;
  const reply = await hear(world, slack, { verb: 'approve', fields: { id, version } });

  expect(able).toContain(member.id);
  expect(reply.kind).toBe('card-follows');
  expect(await stateOf(run)).toBe('pending');
});

it('counts no yes of a group whose members nobody could tell for too long', async () => {
  await known(slack);
  const told = { id: `S0${people}`, name: 'approvers', members: [slack.userId], isGone: false };
  accepted(
    await grantGroup(world, world.requester, { where: world.place, told, ageMs: 0, permission: 'approve-runs' }),
  );
  const run = await askedBy(world.requester, 2);
  const { id, version } = run;
  await hear(world, slack, { verb: 'approve', fields: { id, version } });

  await world.db.$executeRaw`UPDATE user_group SET known_at = now() - interval '16 minutes'`;
  accepted(await approveRun(world, world.approver, { id, version }));

  expect(await approvals(id)).toBe(2);
  expect(await stateOf(run)).toBe('awaiting_approval');
});

describe('whose address is verified only later', () => {
  /** The same person, whom Slack knows without an address so far: two operators. */
  async function unproven(): Promise<Profile> {
    const { email: _, ...rest } = slack;
    await armed(rest);
    await armed(teams);
    return rest;
  }

  it('cannot approve under one name what they asked for under the other', async () => {
    const run = await askedBy(await known(await unproven()));

    await known(slack);
    const { id, version } = run;
    const replies = [];
    for (const from of [slack, teams])
      replies.push(await hear(world, from, { verb: 'approve', fields: { id, version } }));

    expect(replies.map(refusalIn)).toEqual(['own-approval', 'own-approval']);
    expect(await stateOf(run)).toBe('awaiting_approval');
  });

  it('has a yes to their own run count no more', async () => {
    const run = await askedBy(await known(await unproven()), 2);
    const { id, version } = run;
    await hear(world, teams, { verb: 'approve', fields: { id, version } });
    const before = await approvals(id);
    await world.forgetOutbox();

    await known(slack);
    const told = await world.outbox('show-card');
    accepted(await approveRun(world, world.approver, { id, version }));

    expect(told).toHaveLength(1);
    expect([before, await approvals(id)]).toEqual([1, 1]);
    expect(await stateOf(run)).toBe('awaiting_approval');
  });

  it('has two of their own count as one', async () => {
    const shy = await unproven();
    const run = await askedBy(world.requester, 3);
    const { id, version } = run;
    for (const from of [shy, teams]) await hear(world, from, { verb: 'approve', fields: { id, version } });
    const before = await approvals(id);

    await known(slack);
    accepted(await approveRun(world, world.approver, { id, version }));

    expect([before, await approvals(id)]).toEqual([2, 2]);
    expect(await stateOf(run)).toBe('awaiting_approval');
  });

  it('goes on with what they began before: a file in question, a list and a run', async () => {
    const shy = await known(await unproven());
    const draft = await aDraft(world, 2);
    const given = { upload: { fileId: 'F1' }, fileName: 'staff.csv', addNumbers: true, sendLoginMail: false };
    const keys = { sourceKey: slack.userId, heldKey: slack.userId };
    await give(world, slack, ['import-members']);
    const audience = { isKnown: true, isShared: true, isPublic: false };
    const held = accepted(await holdFile(world, shy, { ...given, ...keys, place: world.place, audience }));
    const id = typeof held === 'object' ? held.id : '';
    await set(world, 'approval.policy', 'none');
    accepted(await sendRun(world, shy, cardOf(draft)));

    const one = await known(slack);

    const reply = await hear(world, teams, { verb: 'keep', fields: { id, version: 1 } });
    expect(refusalIn(reply)).toBe('card-follows');
    expect(await world.db.import.findFirst({ where: { sourceKey: slack.userId } })).toMatchObject({
      requestedBy: one.id,
    });
    expect(await world.db.run.findFirst({ where: { id: draft.id } })).toMatchObject({ requestedBy: one.id });
  });

  it('is one operator from then on, and nobody else is: their users, grants, yeses and what is under way', async () => {
    const { email: _, ...rest } = slack;
    const before = { ...rest, email: `${slack.name}.before@acme.test` };
    await armed(before);
    await armed(teams);
    const [here, there] = [await known(before), await known(teams)];
    const run = await askedBy(world.requester, 3);
    accepted(await approveRun(world, here, cardOf(run)));
    const { companyId } = world;
    const wanted = { ...{ upload: {}, fileName: 'x.csv', sourceKey: here.id }, addNumbers: true, sendLoginMail: false };
    await give(world, before, ['import-members']);
    accepted(await receiveImport(world, here, { ...wanted, place: world.place }));
    await putCode(world.db, here, Buffer.from(here.id));
    await world.db.$executeRaw`
      INSERT INTO test_mail (company_id, operator_id, platform, workspace_id)
      VALUES (${companyId}::uuid, ${here.id}::uuid, 'slack', 'T0ACME')`;

    await known(slack);

    const { db } = world;
    const theirs = { companyId, operatorId: there.id };
    expect(await db.chatUser.count({ where: theirs })).toBe(2);
    expect(await db.permissionGrant.count({ where: theirs })).toBe(4);
    expect(await db.runApproval.count({ where: { ...theirs, runId: run.id } })).toBe(1);
    expect(await db.import.count({ where: { sourceKey: here.id, requestedBy: there.id } })).toBe(1);
    expect(await db.connectCode.count({ where: { madeBy: there.id } })).toBe(1);
    expect(await db.testMail.count({ where: theirs })).toBe(1);
    expect(await db.operator.findFirst({ where: { id: here.id } })).toMatchObject({ email: null });
    expect(await db.permissionGrant.count({ where: { companyId, operatorId: here.id } })).toBe(0);
  });

  it('keeps what they were given, and it is written down that they are one', async () => {
    const { email: _, ...shy } = slack;
    const [here, there] = [await known(shy), await known(teams)];
    await give(world, shy, ['view-imports']);

    const joined = await known(slack);

    expect([here.id === there.id, joined.id]).toEqual([false, there.id]);
    expect((await hear(world, teams, { verb: 'imports', words: [] })).kind).toBe('imports');
    expect(
      await world.db.auditEntry.findMany({ where: { action: 'operators-joined', subjectId: there.id } }),
    ).toMatchObject([{ subject: 'operator', operatorId: there.id, facts: { was: here.id } }]);
  });
});

describe('whose address changes hands within a workspace', () => {
  const other = (email: string, name = `${slack.name}two`) => profileOf(name, { email });
  const may = async (profile: Profile) => (await hear(world, profile, { verb: 'imports', words: [] })).kind;

  it('does not become somebody who may more by being given their address', async () => {
    const address = slack.email ?? '';
    const approver = await armed(slack);
    await give(world, slack, ['view-imports']);
    const mallory = other(`${slack.name}.two@acme.test`);
    const before = await known(mallory);

    const after = await known({ ...mallory, email: address });

    expect([before.id === approver.id, after.id]).toEqual([false, before.id]);
    expect(await may({ ...mallory, email: address })).toBe('refused');
    expect(await world.db.operator.findMany({ where: { email: address } })).toMatchObject([{ id: after.id }]);
    expect((await known({ ...slack, email: `${slack.name}.new@acme.test` })).id).toBe(approver.id);
    expect(await may({ ...slack, email: `${slack.name}.new@acme.test` })).toBe('imports');
  });

  it('has nothing of their former account in a new one of the same address', async () => {
    const former = await armed(slack);
    await give(world, slack, ['view-imports']);

    const anew = other(slack.email ?? '');

    expect((await known(anew)).id).not.toBe(former.id);
    expect(await may(anew)).toBe('refused');
  });

  it('is nobody whom they share a workspace with, although another platform knows them by that address', async () => {
    const two = other(`${slack.name}.two@acme.test`);
    const second = await known(two);
    const first = await known(slack);
    await known(teams);

    const moved = await known({ ...teams, email: `${slack.name}.two@acme.test` });

    expect([first.id === second.id, moved.id]).toEqual([false, first.id]);
  });

  it.each(ways)('cannot approve by %s what they asked for with an account that they have no more', async (_, asked) => {
    const run = await askedBy(await armed(slack));
    const anew = other(slack.email ?? '');
    await armed(anew);

    const reply = await hear(world, anew, asked(run));

    expect(refusalIn(reply)).toBe('own-approval');
    expect([await stateOf(run), await approvals(run.id)]).toEqual(['awaiting_approval', 0]);
    expect((await report(world, run.id)).approval?.askable.map(({ name }) => name)).not.toContain(anew.name);
  });

  it('cannot do so either where their address was proven only after they had asked', async () => {
    const { email: _, ...shy } = slack;
    const run = await askedBy(await armed(shy));
    await known(slack);
    const anew = other(slack.email ?? '');
    await armed(anew);

    const reply = await hear(world, anew, { verb: 'approve', fields: { id: run.id, version: run.version } });

    expect(refusalIn(reply)).toBe('own-approval');
  });

  it('cannot reject it', async () => {
    const run = await askedBy(await armed(slack));
    const anew = other(slack.email ?? '');
    await armed(anew);
    const { id, version } = run;

    const reply = await hear(world, anew, { verb: 'reject', fields: { id, version, reason: 'mine' } });

    expect(refusalIn(reply)).toBe('own-approval');
  });

  it('counts once with both accounts', async () => {
    await armed(slack);
    const run = await askedBy(world.requester, 2);
    const { id, version } = run;
    await hear(world, slack, { verb: 'approve', fields: { id, version } });
    const anew = other(slack.email ?? '');
    await armed(anew);

    const reply = await hear(world, anew, { verb: 'approve', fields: { id, version } });

    expect(refusalIn(reply)).toBe('approved-already');
    expect([await stateOf(run), await approvals(id)]).toEqual(['awaiting_approval', 1]);
  });

  it('remembers no address once the run is decided', async () => {
    const run = await askedBy(await armed(slack));
    accepted(await approveRun(world, world.approver, cardOf(run)));

    expect(await world.db.run.findFirstOrThrow({ where: { id: run.id } })).toMatchObject({ requesterEmail: null });
  });
});
