import { expect, it } from 'vitest';
import { countMails, makeMetrics, showBacklog } from '#core/process/metrics.ts';
import { aPendingRun } from '#test/harness/builders/runs.ts';
import { makeWorld } from '#test/harness/world.ts';

it('shows what waits at the moment somebody asks', async () => {
  await using world = await makeWorld();
  const metrics = makeMetrics();
  showBacklog(metrics, world.db);
  await aPendingRun(world, 2);

  const text = await metrics.metrics();

  expect(text).toContain('muster_runs{state="pending"} 1\n');
  expect(text).toContain('muster_database_answers 1\n');
  expect(text).toMatch(/muster_outbox_waiting [1-9]/);
});

it('says so when the database does not answer, and still shows the rest', async () => {
  const world = await makeWorld();
  const metrics = makeMetrics();
  showBacklog(metrics, world.db);
  await world.close();

  const text = await metrics.metrics();

  expect(text).toContain('muster_database_answers 0\n');
  expect(text).toContain('process_cpu_seconds_total');
});

it('counts mails by what became of them', async () => {
  const metrics = makeMetrics();
  const count = countMails(metrics);

  count('sent');
  count('sent');
  count('unknown');

  const text = await metrics.metrics();
  expect(text).toContain('muster_invitation_mails_total{outcome="sent"} 2\n');
  expect(text).toContain('muster_invitation_mails_total{outcome="unknown"} 1\n');
});
