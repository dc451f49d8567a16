import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { aCompany, aRunOf, type Company } from './ground/company.ts';
import { type Ground, openGround } from './ground/ground.ts';
import { isQuiet, letterOr, until } from './ground/until.ts';
import { broken, tally } from './invariants.ts';
import { aSeed, PATIENCE_MS, size, tell } from './size.ts';

const PEOPLE = size(600, 2_000);
const KILLS = size(6, 100);

it(`mails nobody twice and loses nobody when its process dies ${KILLS} times`, { timeout: PATIENCE_MS }, async () => {
  const { seed, random } = aSeed();
  const ground = await openGround({ sink: { delay: 15 } });
  const company = await aCompany(ground.db);
  const begun = performance.now();

  await aRunOf(ground.db, company, PEOPLE);
  await dieOften(ground, company, { kills: KILLS, random });
  const last = ground.start();
  await until('the end of all runs', () => isQuiet(ground), 120_000);
  await last.stop();

  const wrong = await broken(ground, { kills: KILLS });
  const seconds = Math.round((performance.now() - begun) / 1000);
  tell('kill -9 at random', { seed, kills: KILLS, seconds, ...(await tally(ground.db)) });
  expect(wrong).toEqual([]);
});

type Fate = { kills: number; random: () => number };

/** One process at a time, the next one at once. Whenever nothing is left to send, more is sent off. */
async function dieOften(ground: Ground, company: Company, { kills, random }: Fate): Promise<void> {
  for (let kill = 0; kill < kills; kill++) {
    if (await isQuiet(ground)) await aRunOf(ground.db, company, Math.ceil(PEOPLE / 4));
    const victim = ground.start();
    // Most die while they send, some while they start or wait.
    if (random() < 0.85) await letterOr(ground, 8_000);
    await pause(random() * 400);
    await victim.kill();
  }
}
