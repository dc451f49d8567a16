import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { aCompany, aRunOf, type Company } from './ground/company.ts';
import { type Ground, openGround } from './ground/ground.ts';
import { isQuiet, letterOr, until } from './ground/until.ts';
import { broken, tally } from './invariants.ts';
import { aSeed, PATIENCE_MS, size, tell } from './size.ts';

const PEOPLE = size(600, 2_000);
const KILLS = size(4, 100);

const PAIR_KILLS = size(2, 40);

it(`mails nobody twice and loses nobody when its process dies ${KILLS} times`, { timeout: PATIENCE_MS }, () =>
  tryIt('kill -9 at random', KILLS, dieAlone),
);

it(`and when one of two processes dies ${PAIR_KILLS} times`, { timeout: PATIENCE_MS }, () =>
  tryIt('kill -9 of one of two', PAIR_KILLS, dieInTurn),
);

type Fate = { kills: number; random: () => number };
type Dying = (ground: Ground, company: Company, fate: Fate) => Promise<void>;

async function tryIt(name: string, kills: number, die: Dying): Promise<void> {
  const { seed, random } = aSeed();
  const ground = await openGround({ sink: { delay: 15 } });
  const company = await aCompany(ground.db);
  const begun = performance.now();

  await aRunOf(ground.db, company, PEOPLE);
  await die(ground, company, { kills, random });
  const last = ground.start();
  await until('the end of all runs', () => isQuiet(ground), 120_000);
  await last.stop();

  const wrong = await broken(ground, { kills });
  const seconds = Math.round((performance.now() - begun) / 1000);
  tell(name, { seed, kills, seconds, ...(await tally(ground.db)) });
  expect(wrong).toEqual([]);
}

/** One process at a time, the next one at once. */
async function dieAlone(ground: Ground, company: Company, { kills, random }: Fate): Promise<void> {
  for (let kill = 0; kill < kills; kill++) {
    await keepBusy(ground, company);
    const victim = ground.start();
    await sendAWhile(ground, random);
    await victim.kill();
  }
}

/** Two processes share the work, and the one that is left takes over. */
async function dieInTurn(ground: Ground, company: Company, { kills, random }: Fate): Promise<void> {
  const pair = [ground.start(), ground.start()];
  for (let kill = 0; kill < kills; kill++) {
    await keepBusy(ground, company);
    await sendAWhile(ground, random);
    const which = random() < 0.5 ? 0 : 1;
    await pair[which]?.kill();
    pair[which] = ground.start();
  }
  await Promise.all(pair.map((one) => one.stop()));
}

/** Whenever nothing is left to send, more is sent off: so many that two processes share them. */
async function keepBusy(ground: Ground, company: Company): Promise<void> {
  if (await isQuiet(ground)) await aRunOf(ground.db, company, size(300, 1_200));
}

/** Most die while they send, some while they start or wait. */
async function sendAWhile(ground: Ground, random: () => number): Promise<void> {
  if (random() < 0.85) await letterOr(ground, 30_000);
  await pause(random() * 400);
}
