import { afterAll, beforeAll, expect, it } from 'vitest';
import { runReport } from '#core/runs/run-report.ts';
import { rosa, said } from '../harness/chat.ts';
import { type CardWorld, openCardWorld } from './card-world.ts';

let world: CardWorld;
beforeAll(async () => {
  world = await openCardWorld();
});
afterAll(() => world.close());

/** A run of ten that was over so many days ago, of whom the first linked after so many hours. */
async function aRunOver(
  daysAgo: number,
  linkedAfterHours: number[],
  more: { rehearsal?: string } = {},
): Promise<string> {
  const id = await world.aDraft(10);
  const { db } = world;
  await db.$executeRaw`
    UPDATE run SET state = 'completed', rehearsal = ${more.rehearsal ?? null}, started_at = now() - ${daysAgo}::int * interval '1 day',
                   drafted_at = now() - ${daysAgo}::int * interval '1 day', ended_at = now() - ${daysAgo}::int * interval '1 day'
     WHERE id = ${id}::uuid`;
  await db.$executeRaw`
    UPDATE invitation SET state = 'sent', sent_at = now() - ${daysAgo}::int * interval '1 day' WHERE run_id = ${id}::uuid`;
  await db.$executeRaw`
    INSERT INTO channel_link (company_id, member_id, channel, state, linked_at)
    SELECT company_id, member_id, 'whatsapp', 'linked', sent_at + hours * interval '1 hour'
      FROM unnest(${linkedAfterHours}::int[]) WITH ORDINALITY linked (hours, place)
      JOIN invitation ON run_id = ${id}::uuid AND position = place`;
  return id;
}

const expectationOf = async (id: string) => (await runReport(world.db, world.operator.companyId, id))?.expectation;

it('says nothing as long as fewer than three runs were over three days before', async () => {
  await aRunOver(30, [1, 1, 1, 1, 1, 1, 1, 1]);
  await aRunOver(20, [1, 1, 1, 1, 1, 1]);
  await aRunOver(2, [1]);
  await aRunOver(15, [1], { rehearsal: 'all@acme.test' });

  expect(await expectationOf(await aRunOver(0, []))).toBeUndefined();
});

it('says on the summary how many may be expected to link, and by when', async () => {
  // Who linked after four days does not count.
  await aRunOver(10, [1, 70, 71, 96, 97]);
  const id = await aRunOver(0, []);

  await world.chat.type(rosa, '/muster status');

  const { by, ...expectation } = (await expectationOf(id)) ?? {};
  expect(expectation).toEqual({ runs: 3, share: 57, days: 3, invited: 10, linked: 6 });
  expect(
    said(await world.chat.message(rosa, 'At your last 3 runs 57 % linked in 3 days: expect 6 of 10 by')),
  ).toContain(`<!date^${Math.floor((by?.getTime() ?? 0) / 1000)}^`);
});

it('looks at the last five runs, and not at those of a rehearsal', async () => {
  for (const days of [9, 8, 7, 6, 5]) await aRunOver(days, []);

  expect(await expectationOf(await aRunOver(0, []))).toMatchObject({ runs: 5, share: 0, linked: 0 });
  expect(await expectationOf(await aRunOver(0, [], { rehearsal: 'all@acme.test' }))).toBeUndefined();
});
