import type { StaticSelect } from '@slack/types';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { draftRun } from '#core/runs/draft-run.ts';
import { runReport } from '#core/runs/run-report.ts';
import { accepted, aList } from '../harness/builders/runs.ts';
import { rosa, said } from '../harness/chat.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';

let world: BotWorld;
let runId: string;
beforeAll(async () => {
  world = await openBotWorld();
  const { db, operator, place } = world;
  const { companyId } = operator;
  const importId = await aList({ db, companyId, requester: operator, place }, 30);
  const source = { kind: 'import' as const, importId };
  runId = accepted(await draftRun({ db }, operator, { place, source, channel: 'whatsapp' }));
  await db.$executeRaw`
    UPDATE invitation SET state = CASE WHEN position <= 15 THEN 'sent' WHEN position <= 28 THEN 'failed' ELSE 'unknown' END::"InvitationState",
           reason = CASE WHEN position BETWEEN 16 AND 28 THEN 'EMAIL_REJECTED' END
     WHERE run_id = ${runId}::uuid`;
  await db.$executeRaw`UPDATE run SET state = 'completed', started_at = now(), ended_at = now() WHERE id = ${runId}::uuid`;
});
afterAll(() => world.close());

const shown = () => JSON.stringify(world.slack.snapshot(rosa).modal?.view.blocks ?? []);

function menu(): StaticSelect {
  const { blocks = [] } = world.slack.snapshot(rosa).modal?.view ?? {};
  for (const block of blocks) {
    if (!('elements' in block) || !Array.isArray(block.elements)) continue;
    const found = block.elements.find((element) => 'type' in element && element.type === 'static_select');
    if (found) return found as StaticSelect;
  }
  throw new Error('There is no menu');
}

it('offers each status that somebody has, with how many have it', async () => {
  await world.chat.type(rosa, `/muster details ${runId.slice(0, 8)}`);
  await world.chat.modal(rosa, 'Details');

  expect(menu().options?.map(({ text }) => text.text)).toEqual([
    'All (30)',
    'Invited (15)',
    'Failed (13)',
    'Unknown (2)',
  ]);
});

it('shows those of one status, page by page, and all of them again', async () => {
  const { id } = await world.chat.modal(rosa, 'Details');
  const [all, , failed] = menu().options ?? [];

  await world.chat.hands.press(rosa, { viewId: id }, 'details', { selected: [failed?.value ?? ''] });
  await expect.poll(shown).toContain('13 people: failed');
  expect(shown()).toContain('page 1 of 2');
  expect(menu().initial_option?.value).toBe(failed?.value);
  const next = JSON.parse(shown()).at(-1);
  await world.chat.hands.press(rosa, { viewId: id }, 'details', { blockId: next.block_id });
  await expect.poll(shown).toContain('page 2 of 2');
  expect(shown()).toContain('13 people: failed');
  await world.chat.hands.press(rosa, { viewId: id }, 'details', {
    blockId: JSON.parse(shown())[1].block_id,
    selected: [all?.value ?? ''],
  });

  await expect.poll(shown).toContain('Everybody in');
});

it('shows the first ten with a problem in the summary, masked, and says how many more there are', async () => {
  const report = await runReport(world.db, world.operator.companyId, runId);
  if (!report) throw new Error('There is no such run');

  const ts = await world.platform.say(world.place, { kind: 'summary', report });

  const summary = world.slack.messages(world.place.conversation).find((message) => message.ts === ts);
  const table = summary?.blocks?.find(({ type }) => type === 'table');
  expect(table?.type === 'table' && table.rows).toHaveLength(11);
  expect(JSON.stringify(table)).toContain('•••@');
  expect(summary && said(summary)).toContain('And 5 people more');
});
