import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changePermission } from '#core/directory/change-permission.ts';
import { findInvitation } from '#core/link/find-invitation.ts';
import { listRuns } from '#core/runs/list-runs.ts';
import { runDetails } from '#core/runs/run-details.ts';
import { type LogRow, runLog } from '#core/runs/run-log.ts';

import { anAppliedImport } from '#test/harness/builders/imports.ts';
import { accepted, aDraft, aPendingRun, aShare, draftOf, refusalOf, set } from '#test/harness/builders/runs.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

async function everyRow(rows: AsyncIterable<LogRow>): Promise<LogRow[]> {
  const all: LogRow[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

describe('reading runs', () => {
  it('lists the last twenty, newest first, with their totals', async () => {
    for (let run = 0; run < 22; run++) await aDraft(world, 1);
    const newest = await aDraft(world, 2);

    const runs = accepted(await listRuns(world, world.requester));

    expect(runs).toHaveLength(20);
    expect(runs[0]).toMatchObject({ id: newest.id, state: 'draft', requestedBy: 'Ana', people: 2, toInvite: 2 });
  });

  it('shows who is allowed to see runs everybody in full, ten at a time', async () => {
    const { id } = await aDraft(world, 23);

    const last = accepted(await runDetails(world, world.requester, { runId: id, page: 3 }));
    const failed = accepted(await runDetails(world, world.requester, { runId: id, page: 1, filter: 'Failed' }));
    const denied = await runDetails(world, world.onlooker, { runId: id, page: 1 });

    expect(last).toMatchObject({ page: 3, pages: 3, total: 23 });
    expect(last.rows).toHaveLength(3);
    expect(last.rows[0]).toMatchObject({
      row: 21,
      line: 22,
      email: expect.stringMatching(/^p21\./),
      status: 'Waiting',
    });
    expect(failed).toMatchObject({ total: 0, pages: 1, rows: [] });
    expect(refusalOf(denied)).toEqual({ code: 'not-allowed', needs: 'view-runs' });
  });

  it('reads the whole log, whatever its length, and notes who took it', async () => {
    const { id } = await aDraft(world, 2_345);

    const rows = await everyRow(accepted(await runLog(world, world.requester, id)));

    const taken = await world.db.$queryRaw`SELECT operator_id AS by FROM audit_entry WHERE action = 'run-log-taken'`;
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 2_345 }, (_, index) => index + 1));
    expect(taken).toEqual([{ by: world.requester.id }]);
  });

  it('shows and logs org units only to who may see them', async () => {
    const { db, companyId, requester, onlooker } = world;
    await anAppliedImport(world, 'email,mobile_phone,org_unit\numa@acme.test,+447400100077,Secret Desk\n');
    const [{ id: unitId } = { id: '' }] = await db.orgUnit.findMany({ where: { companyId, name: 'Secret Desk' } });
    const run = await draftOf(world, { kind: 'units', unitIds: [unitId], withSubUnits: true });
    const view = { platform: 'slack', person: 'U0CLEO', permission: 'view-runs' };
    accepted(await changePermission({ db }, requester, 'grant', view));
    const look = async (who: typeof onlooker) => [
      ...accepted(await runDetails(world, who, { runId: run.id, page: 1 })).rows,
      ...(await everyRow(accepted(await runLog(world, who, run.id)))),
    ];

    const [mine, theirs] = [await look(requester), await look(onlooker)];

    expect(mine.map(({ orgUnit }) => orgUnit)).toEqual(['Secret Desk', 'Secret Desk']);
    expect(theirs).toHaveLength(2);
    expect(JSON.stringify(theirs)).not.toContain('Secret Desk');
  });
});

describe('looking up a private link', () => {
  async function aLink() {
    const { id } = await aPendingRun(world, 1);
    const share = await aShare(world);
    const [person] = await world.sending.claim(share, { after: 0, most: 1, ttlHours: 24 });
    await world.db.$executeRaw`UPDATE run SET state = 'completed' WHERE id = ${id}::uuid`;
    await world.db.$executeRaw`DELETE FROM sender`;
    if (!person) throw new Error('Nobody was claimed');
    return person;
  }

  it('tells whose it is, and no more than they may see', async () => {
    await set(world, 'company.name', 'Acme');
    const { token } = await aLink();

    const found = await findInvitation(world.db, token);

    expect(found).toMatchObject({
      standing: 'valid',
      linked: false,
      company: 'Acme',
      invitedBy: 'Ana',
      channel: 'whatsapp',
    });
    expect(found?.phone).toMatch(/^\+44•+\d{4}$/);
  });

  it('tells a link that is too old, replaced, or void from one that never was', async () => {
    const { db } = world;
    const [old, replaced, gone] = [await aLink(), await aLink(), await aLink()];
    await db.$executeRaw`UPDATE link_token SET expires_at = now() - interval '1 second' WHERE invitation_id = ${old.id}::uuid`;
    await db.$executeRaw`UPDATE invitation SET token_version = 2 WHERE id = ${replaced.id}::uuid`;
    await db.$executeRaw`UPDATE member SET archived_at = now() WHERE email = ${gone.email}`;

    const standings = await Promise.all([old, replaced, gone].map(({ token }) => findInvitation(db, token)));

    expect(standings.map((found) => found?.standing)).toEqual(['expired', 'outdated', 'void']);
    expect(await findInvitation(db, 'x'.repeat(43))).toBeUndefined();
  });
});
