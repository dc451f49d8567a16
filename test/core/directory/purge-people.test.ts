import { afterEach, beforeEach, expect, it } from 'vitest';
import { purgePeople } from '#core/directory/purge-people.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { transaction } from '#core/store/db.ts';
import { importReport } from '#core/store/import-reports.ts';
import { purgeRun } from '#core/store/purge.ts';
import { jobContext, workOff } from '#test/harness/builders/jobs.ts';
import {
  accepted,
  aDraft,
  aList,
  aPendingRun,
  cardOf,
  draftOf,
  report,
  rowsOf,
  set,
} from '#test/harness/builders/runs.ts';
import { makeSendingWorld } from '#test/harness/builders/sending.ts';
import { type Sink, startSink } from '#test/harness/sink.ts';
import type { World } from '#test/harness/world.ts';

let world: World;
let sink: Sink;
beforeEach(async () => {
  world = await makeSendingWorld();
  sink = await startSink();
});
afterEach(async () => {
  await sink.stop();
  await world.close();
});

/** A list whose run is over, both so many days ago, and whose people have left then. */
async function aFinishedRun(daysAgo: number, people = 3): Promise<{ runId: string; importId: string }> {
  const importId = await aList(world, people);
  const draft = await draftOf(world, { kind: 'import', importId });
  accepted(await sendRun(world, world.requester, cardOf(draft)));
  await workOff(world, jobContext(world, sink));
  await world.db
    .$executeRaw`UPDATE run SET ended_at = now() - ${daysAgo}::int * interval '1 day' WHERE id = ${draft.id}::uuid`;
  await world.db
    .$executeRaw`UPDATE import SET ended_at = now() - ${daysAgo}::int * interval '1 day' WHERE id = ${importId}::uuid`;
  await world.db.$executeRaw`
    UPDATE member SET archived_at = now() - ${daysAgo}::int * interval '1 day'
     WHERE id IN (SELECT member_id FROM invitation WHERE run_id = ${draft.id}::uuid)`;
  return { runId: draft.id, importId };
}

const emails = async (runId: string) => (await rowsOf(world, runId)).map(({ email }) => email);
const rows = (importId: string) => world.db.importRow.findMany({ where: { importId }, select: { email: true } });
const members = async () => (await world.db.member.findMany({ select: { email: true } })).map(({ email }) => email);

it('keeps everybody for ever unless the company says otherwise', async () => {
  const { runId } = await aFinishedRun(4_000);

  await purgePeople(world.db);

  expect(await emails(runId)).not.toContain(null);
  expect(await members()).not.toContain('erased');
});

it('empties people who left, and the rows of lists and runs that are over, once they are older than that', async () => {
  const old = await aFinishedRun(31);
  const recent = await aFinishedRun(29);
  const before = [await report(world, old.runId), await importReport(world.db, world.companyId, old.importId)];
  await set(world, 'retention.member-days', '30');

  await purgePeople(world.db);

  expect(await emails(old.runId)).toEqual([null, null, null]);
  expect((await rows(old.importId)).map(({ email }) => email)).toEqual([null, null, null]);
  expect(await emails(recent.runId)).not.toContain(null);
  expect((await rows(recent.importId)).map(({ email }) => email)).not.toContain(null);
  expect((await members()).filter((email) => email === 'erased')).toHaveLength(3);
  expect([await report(world, old.runId), await importReport(world.db, world.companyId, old.importId)]).toEqual(before);
});

it('goes on where it stopped, in steps of so many rows', async () => {
  const { runId } = await aFinishedRun(40, 5);
  const step = () => transaction(world.db, (tx) => purgeRun(tx, { companyId: world.companyId, days: 30 }, 2));

  const steps = [await step(), await step(), await step(), await step()];

  expect(steps.map((one) => one?.isOver)).toEqual([false, false, true, undefined]);
  expect(await emails(runId)).toEqual([null, null, null, null, null]);
});

it('empties no more in one go than takes a moment, whatever the step and the company', async () => {
  for (let run = 0; run < 6; run++) await aFinishedRun(40, 1);
  await set(world, 'retention.member-days', '30');
  const purged = () => world.db.auditEntry.count({ where: { action: { contains: 'purged' } } });

  await purgePeople(world.db);
  const first = await purged();
  await purgePeople(world.db);

  expect([first, await purged()]).toEqual([10, 13]);
});

it('shows the cards of a run anew once nobody is in it any more', async () => {
  const { runId } = await aFinishedRun(40);
  await set(world, 'retention.member-days', '30');
  await world.forgetOutbox();

  await purgePeople(world.db);

  const { id } = await world.db.card.findFirstOrThrow({ where: { subjectId: runId, kind: 'run' } });
  expect((await world.outbox('show-card')).map(({ data }) => data.cardId)).toContain(id);
});

it('touches nobody whom a run is about to mail, however long ago they left, and nothing that is not over', async () => {
  const waiting = await aPendingRun(world, 2);
  const draft = await aDraft(world, 2);
  await world.db.$executeRaw`UPDATE member SET archived_at = now() - interval '1 year'`;
  await set(world, 'retention.member-days', '30');

  await purgePeople(world.db);

  expect(await emails(waiting.id)).not.toContain(null);
  expect(await emails(draft.id)).not.toContain(null);
  expect((await members()).filter((email) => email === 'erased')).toHaveLength(2);
});

it('notes what it did without a word about anybody', async () => {
  await aFinishedRun(31);
  await set(world, 'retention.member-days', '30');

  await purgePeople(world.db);
  await purgePeople(world.db);

  const noted = await world.db.auditEntry.findMany({
    where: { action: { contains: 'purged' } },
    orderBy: { id: 'asc' },
  });
  expect(noted.map(({ action, facts }) => [action, facts])).toEqual([
    ['people-purged', { people: 3 }],
    ['run-purged', {}],
    ['import-purged', {}],
  ]);
});
