import { expect, it } from 'vitest';
import type { CrashPoint } from '#core/process/crash-point.ts';
import { goodList } from '../journeys/lists.ts';
import { brokenInChat } from './chat-invariants.ts';
import { type ChatGround, openChatGround } from './ground/chat-ground.ts';
import { aCompany, aRunOf } from './ground/company.ts';
import { type Ground, openGround } from './ground/ground.ts';
import { shuffled } from './ground/shuffled.ts';
import { aStory } from './ground/story.ts';
import { isQuiet, skipWaits, until } from './ground/until.ts';
import { broken, tally } from './invariants.ts';
import { aSeed, PATIENCE_MS, size, tell } from './size.ts';

const TIMES = size(1, 20);

/** What happens where mails are sent. */
const atWork: CrashPoint[] = [
  ...(['start:before', 'start:after', 'claim:before', 'claim:after', 'gate:before', 'gate:after'] as const),
  ...(['result:before', 'result:after', 'finish:before', 'finish:after'] as const),
  ...(['take-over:before', 'take-over:after', 'relay:taken', 'relay:handed'] as const),
];

/** Passed more than once on the way of one run. */
const OFTEN = /^(gate|result|relay)/;

/** What happens where people are heard and told. */
const inChat: CrashPoint[] = [
  ...(['inbound:before', 'inbound:noted', 'inbound:after', 'import:before', 'import:after'] as const),
  ...(['confirm:before', 'confirm:after', 'card:taken', 'card:told'] as const),
];

const plan = (points: CrashPoint[], random: () => number) =>
  shuffled(
    points.flatMap((point) => Array.from({ length: TIMES }, () => point)),
    random,
  );

it(`dies at each of ${atWork.length} points of sending × ${TIMES} and mails nobody twice`, {
  timeout: PATIENCE_MS,
}, async () => {
  const { seed, random } = aSeed();
  const ground = await openGround({ sink: { delay: 5 } });
  const missed: string[] = [];
  let kills = 0;

  for (const killAt of plan(atWork, random)) {
    // A company of its own each time: what the last death has left behind waits for nobody.
    await aRunOf(ground.db, await aCompany(ground.db), 40 + Math.floor(random() * 40));
    // There is nothing to take over before somebody has died.
    if (killAt.startsWith('take-over') && (await dies(ground, 'gate:after', 1))) kills++;
    const nth = OFTEN.test(killAt) ? 1 + Math.floor(random() * 2) : 1;
    if (!(await dies(ground, killAt, nth))) missed.push(killAt);
    kills++;
    await skipWaits(ground);
  }
  const last = ground.start();
  await until('the end of all runs', () => isQuiet(ground), 120_000);
  await last.stop();

  const wrong = await broken(ground, { kills });
  tell('kills at points of sending', {
    seed,
    kills,
    missed: missed.join(' ') || 'none',
    ...(await tally(ground.db)),
  });
  expect(wrong).toEqual([]);
  expect(missed).toEqual([]);
});

it(`dies at each of ${inChat.length} points of a conversation × ${TIMES} and tells everything once`, {
  timeout: PATIENCE_MS,
}, async () => {
  const { seed, random } = aSeed();
  const ground = await openChatGround();
  const missed: string[] = [];
  const fates = plan(inChat, random);
  const stories = goOn(ground, fates.length);

  for (const killAt of fates) {
    if (!(await dies(ground, killAt, 1))) missed.push(killAt);
    await skipWaits(ground);
  }
  const last = ground.start();
  const told = await stories.end();
  await until('the end of all runs', () => isQuiet(ground), 120_000);
  await last.stop();

  const wrong = [...(await broken(ground, { kills: fates.length })), ...(await brokenInChat(ground))];
  tell('kills at points of a conversation', {
    ...{ seed, kills: fates.length, missed: missed.join(' ') || 'none', stories: told },
    ...(await tally(ground.db)),
  });
  expect(wrong).toEqual([]);
  expect(missed).toEqual([]);
});

/** Whether it reached that point and died there. */
async function dies(ground: Ground, killAt: CrashPoint, nth: number): Promise<boolean> {
  const victim = ground.start({ killAt, nth });
  const died = await until('its death', () => !victim.isAlive(), 40_000).catch(() => false);
  if (!died) await victim.kill();
  return died && victim.signal() === 'SIGKILL';
}

/** People who bring in lists and send runs, one after the other, for as long as there is something to try. */
function goOn(ground: ChatGround, most: number) {
  let ended = false;
  let told = 0;
  async function tellOn(): Promise<void> {
    while (!ended && told < most) await tellOne(++told);
  }
  // Half of them drop the list where the bot hears events, half give it in a dialog.
  const tellOne = (number: number) =>
    aStory(ground, goodList(5, `story-${number}.csv`), number % 2 ? 'drop' : 'dialog');
  const telling = Promise.all([tellOn(), tellOn()]);
  return {
    async end(): Promise<number> {
      ended = true;
      await telling;
      return told;
    },
  };
}
