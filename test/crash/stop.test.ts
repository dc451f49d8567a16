import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { cancelRun } from '#core/runs/cancel-run.ts';
import { accepted } from '#test/harness/builders/runs.ts';
import { aCompany, aRunOf, type Company } from './ground/company.ts';
import { type Ground, openGround } from './ground/ground.ts';
import { isQuiet, letterOr, until } from './ground/until.ts';
import { broken, lettersAfter, tally } from './invariants.ts';
import { aSeed, PATIENCE_MS, size, tell } from './size.ts';

const CANCELS = size(3, 100);
const STOPS = size(1, 5);

it(`lets no more mails than lanes leave after a cancel, ${CANCELS} times`, { timeout: PATIENCE_MS }, async () => {
  const { seed, random } = aSeed();
  const ground = await openGround({ sink: { delay: 10 } });
  const company = await aCompany(ground.db);
  const process = ground.start();
  await process.ready();
  const cancelled = new Map<string, number>();
  let [longest, most] = [0, 0];

  for (let cancel = 0; cancel < CANCELS; cancel++) {
    const run = await aRunOf(ground.db, company, 400);
    await letterOr(ground, 30_000);
    await pause(random() * 200);
    const at = await cancelNow(ground, company, run);
    cancelled.set(run, at);
    await until('the end of the run', () => isQuiet(ground));
    longest = Math.max(longest, Date.now() - at);
  }
  await process.stop();

  const wrong = await broken(ground, { kills: 0, cancelled });
  for (const [run, at] of cancelled) most = Math.max(most, await lettersAfter(ground.db, run, at));
  const figures = { cancels: CANCELS, 'most mails after it': most, 'longest until the end ms': longest };
  tell('cancel during a run', { seed, ...figures, ...(await tally(ground.db)) });
  expect(wrong).toEqual([]);
});

/** When the cancel was committed. */
async function cancelNow({ db }: Ground, { owner }: Company, id: string): Promise<number> {
  const { cardVersion } = await db.run.findFirstOrThrow({ where: { id } });
  accepted(await cancelRun({ db }, owner, { id, version: cardVersion }));
  return Date.now();
}

it(`leaves nobody unknown when it is told to end while the mail server is slow, ${STOPS} times`, {
  timeout: PATIENCE_MS,
}, async () => {
  const { seed, random } = aSeed();
  const ground = await openGround({ sink: { delay: 1_000 } });
  const company = await aCompany(ground.db);
  const took: number[] = [];

  for (let stop = 0; stop < STOPS; stop++) {
    await aRunOf(ground.db, company, 60);
    const process = ground.start();
    await letterOr(ground, 30_000);
    await pause(random() * 3_000);
    const told = performance.now();
    expect(await process.stop(), process.output()).toBe(0);
    took.push(Math.round(performance.now() - told));
    expect(await ground.db.invitation.count({ where: { state: { in: ['claimed', 'sending', 'unknown'] } } })).toBe(0);
  }
  const last = ground.start();
  await until('the end of all runs', () => isQuiet(ground), 180_000);
  await last.stop();

  const wrong = await broken(ground, { kills: 0 });
  const longest = Math.max(...took);
  tell('SIGTERM in a run', { seed, stops: STOPS, 'longest ms': longest, ...(await tally(ground.db)) });
  expect(wrong).toEqual([]);
  expect(longest).toBeLessThan(30_000);
});
