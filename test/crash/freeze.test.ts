import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { aCompany, aRunOf } from './ground/company.ts';
import { type Ground, openGround } from './ground/ground.ts';
import { isQuiet, letterOr, sendingProcesses, stateOf, until } from './ground/until.ts';
import type { Victim } from './ground/victim.ts';
import { broken, tally } from './invariants.ts';
import { aSeed, PATIENCE_MS, size, tell } from './size.ts';

const TIMES = size(1, 20);
const PEOPLE = 400;

it(`mails nobody twice when a process stands still for longer than its lease, ${TIMES} times`, {
  timeout: PATIENCE_MS,
}, async () => {
  const { seed, random } = aSeed();
  const ground = await openGround({ sink: { delay: 15 } });
  const company = await aCompany(ground.db);
  const processes = [ground.start(), ground.start()];
  await Promise.all(processes.map((one) => one.ready()));
  const gaps: number[] = [];

  for (let time = 0; time < TIMES; time++) {
    const run = await aRunOf(ground.db, company, PEOPLE);
    const frozen = await freezeTheSender(ground, processes, random);
    const since = Date.now();
    await until(
      'somebody else to have ended the run',
      async () => (await stateOf(ground, run)) === 'completed',
      60_000,
    );
    gaps.push(firstLetterAfter(ground, since + 2_000) - since);
    frozen.thaw();
    await pause(500);
  }
  await Promise.all(processes.map((one) => one.stop()));
  // What they promised while they ended is handed on by whoever comes next.
  const last = ground.start();
  await until('the end of all runs', () => isQuiet(ground));
  await last.stop();

  const wrong = await broken(ground, { kills: TIMES });
  const longest = Math.round(Math.max(...gaps));
  tell('freeze and thaw', { seed, freezes: TIMES, 'longest gap ms': longest, ...(await tally(ground.db)) });
  expect(wrong).toEqual([]);
  expect(longest).toBeLessThan(25_000);
});

async function freezeTheSender(ground: Ground, processes: Victim[], random: () => number): Promise<Victim> {
  await letterOr(ground, 30_000);
  await pause(random() * 150);
  const pid = await until('a sender', async () => (await sendingProcesses(ground))[0]);
  const sender = processes.find((one) => one.pid === pid);
  if (!sender) throw new Error(`Nobody has the number ${pid}`);
  sender.freeze();
  return sender;
}

/** What was on its way when the sender stood still may still come in; after that only somebody else sends. */
function firstLetterAfter({ sink }: Ground, moment: number): number {
  return sink.received().find(({ at }) => at > moment)?.at ?? moment;
}
