import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { keepSetting } from '#core/store/settings.ts';
import { aCompany, aRunOf } from './ground/company.ts';
import { openGround } from './ground/ground.ts';
import { aPostgres } from './ground/mortal-postgres.ts';
import { isQuiet, letterOr, until } from './ground/until.ts';
import { broken, tally } from './invariants.ts';
import { aSeed, PATIENCE_MS, size, tell } from './size.ts';

const CRASHES = size(2, 10);
const PEOPLE = size(300, 2_000);

it(`goes on after PostgreSQL has crashed, ${CRASHES} times in a run`, { timeout: PATIENCE_MS }, async () => {
  const { seed, random } = aSeed();
  const postgres = await aPostgres();
  const ground = await openGround({ databaseUrl: postgres.url });
  const company = await aCompany(ground.db);
  // Slow enough that it is still being sent when the database dies for the last time.
  await keepSetting(ground.db, company.owner, 'mail.rate', '40');
  await aRunOf(ground.db, company, PEOPLE);
  const process = ground.start();
  const pauses: number[] = [];

  for (let crash = 0; crash < CRASHES; crash++) {
    await letterOr(ground, 30_000);
    await pause(300 + random() * 500);
    await postgres.crash();
    await pause(random() * 2_000);
    await postgres.comeBack();
    const back = performance.now();
    expect(await letterOr(ground, 30_000)).toBe(true);
    pauses.push(Math.round(performance.now() - back));
  }
  await keepSetting(ground.db, company.owner, 'mail.rate', '1000');
  await until('the end of the run', () => isQuiet(ground).catch(() => false), 120_000);
  expect(process.isAlive()).toBe(true);
  await process.stop();

  const wrong = await broken(ground, { kills: CRASHES });
  const longest = Math.max(...pauses);
  tell('PostgreSQL crashes', { seed, crashes: CRASHES, 'longest pause ms': longest, ...(await tally(ground.db)) });
  expect(wrong).toEqual([]);
  expect(longest).toBeLessThan(20_000);
});
