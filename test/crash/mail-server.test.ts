import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { SinkFault, Struck } from '#test/harness/sink-faults.ts';
import { aCompany, aRunOf } from './ground/company.ts';
import { openGround } from './ground/ground.ts';
import { isQuiet, letterOr, skipWaits, until } from './ground/until.ts';
import { broken, tally } from './invariants.ts';
import { aSeed, PATIENCE_MS, size, tell } from './size.ts';

const PEOPLE = size(400, 2_000);
const KILLS = size(2, 60);
const SHARE = 0.02;

/** Everything that a mail server can do to a letter. What it says nothing about for 3 s it has given up. */
const faults: SinkFault[] = [
  { at: 'rcpt', does: '450 4.2.1 busy', share: SHARE },
  { at: 'rcpt', does: 'drop', share: SHARE },
  { at: 'dot', does: 'drop', share: SHARE },
  { at: 'accepted', does: 'drop', share: SHARE },
  { at: 'accepted', does: 'silent', share: SHARE },
  { at: 'dot', does: '451 4.3.0 try later', share: SHARE },
  { at: 'dot', does: '554 5.7.1 no', share: SHARE },
];

it(`mails nobody twice when one letter in seven meets a fault and the process dies ${KILLS} times`, {
  timeout: PATIENCE_MS,
}, async () => {
  const { seed, random } = aSeed();
  const ground = await openGround({ sink: { faults, seed, silence: 3_000, delay: 5 } });
  const company = await aCompany(ground.db);
  await aRunOf(ground.db, company, PEOPLE);

  for (let kill = 0; kill < KILLS; kill++) {
    if (await isQuiet(ground)) await aRunOf(ground.db, company, PEOPLE / 4);
    const victim = ground.start();
    await letterOr(ground, 30_000);
    await pause(random() * 500);
    await victim.kill();
    await skipWaits(ground);
  }
  const last = ground.start();
  await until('the end of all runs', () => skipWaits(ground).then(() => isQuiet(ground)), 180_000);
  await last.stop();

  const struck = ground.sink.struck();
  const wrong = await broken(ground, { kills: KILLS, doubtful: struck.filter(isDoubtful).length });
  const silent = await ground.db.invitation.count({
    where: { state: 'failed', OR: [{ reason: null }, { reply: null }] },
  });
  tell('faults of the mail server', { seed, kills: KILLS, faults: struck.length, ...(await tally(ground.db)) });
  expect(wrong).toEqual([]);
  expect(silent, 'failed without the words of the server').toBe(0);
});

/** Nobody can know from this whether the letter was taken. */
const isDoubtful = ({ at, does }: Struck) => (at === 'dot' || at === 'accepted') && !/^\d/.test(does);
