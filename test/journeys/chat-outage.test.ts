import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Message } from '#bot/playground/slack/types.ts';
import { onboarding, rosa, said } from '../harness/chat.ts';
import { type House, openHouse } from '../harness/house.ts';
import { goodList } from './lists.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(async () => {
  expect(house.slack.violations()).toEqual([]);
  await house.close();
});

const PEOPLE = 20;

// What was in the hands of a process that was killed is heard again within 15 s, and its card let go within 15 s more.
const PATIENCE_MS = 120_000;

async function aDraft(): Promise<Message> {
  const { chat } = house;
  const list = goodList(PEOPLE, 'staff.csv');
  await chat.importList(rosa, list);
  await chat.press(rosa, await chat.message(rosa, 'Check this list', list.name, '"apply"'), 'apply');
  return chat.inviteFrom(rosa, await chat.message(rosa, 'List imported', list.name), list.name);
}

const withWords = (...words: string[]) =>
  house.slack.messages(onboarding).filter((one) => words.every((word) => said(one).includes(word)));

async function runCompletes(): Promise<void> {
  const state = async () => (await house.db.run.findFirstOrThrow()).state;
  await expect.poll(state, { timeout: 30_000, interval: 50 }).toBe('completed');
}

async function allIsTold(): Promise<void> {
  const untold = () => house.db.card.count({ where: { shown: { lt: house.db.card.fields.wanted } } });
  await expect.poll(untold, { timeout: 45_000, interval: 50 }).toBe(0);
}

/** What the channel shows of the run: its card, as it was when it ended, and below it the summary. Each is there once. */
function expectToldOnce(draft: Message): void {
  const [card, summary, ...more] = house.slack
    .messages(onboarding)
    .filter(({ ts, onlyFor }) => ts >= draft.ts && !onlyFor);

  expect(house.sink.received()).toHaveLength(PEOPLE);
  expect(card?.ts).toBe(draft.ts);
  expect(card && said(card)).toMatch(/"download"/);
  expect(card && said(card)).not.toMatch(/"(send|cancel|pause)"/);
  expect(summary?.threadTs).toBe(draft.threadTs);
  expect(summary && said(summary)).toContain(`Completed: ${PEOPLE} people invited`);
  expect(more).toEqual([]);
}

it(
  'sends while Slack is away, and tells it once when Slack is back',
  async () => {
    const draft = await aDraft();
    await house.chat.press(rosa, draft, 'send');
    await house.slack.leave();

    await runCompletes();
    await house.slack.comeBack();
    await allIsTold();

    expectToldOnce(draft);
  },
  PATIENCE_MS,
);

it(
  'sends while Slack fails, and tells it once when Slack is well again',
  async () => {
    const draft = await aDraft();
    house.slack.faults.next('chat.update', { status: 500, times: 1_000 });
    house.slack.faults.next('chat.postMessage', { status: 500, takesEffect: true, times: 1_000 });

    await house.chat.press(rosa, draft, 'send');
    await runCompletes();
    await expect.poll(() => withWords('Completed:').length, { timeout: 30_000 }).toBe(1);
    house.slack.faults.heal();
    await allIsTold();

    expectToldOnce(draft);
  },
  PATIENCE_MS,
);

it(
  'tells a run once although the process that was telling it is killed',
  async () => {
    const draft = await aDraft();
    house.slack.faults.next('chat.postMessage', { takesEffect: true, delayMs: 60_000 });
    await house.chat.press(rosa, draft, 'send');
    await expect.poll(() => withWords('Completed:').length, { timeout: 30_000 }).toBe(1);

    await house.muster.kill();
    const next = await house.join({});
    house.slack.deliverTo(`${next.url}/slack/events`);
    await allIsTold();

    expectToldOnce(draft);
  },
  PATIENCE_MS,
);

it(
  'answers at once while Slack makes the progress of a run wait',
  async () => {
    const draft = await aDraft();
    house.slack.faults.next('chat.update', { retryAfter: 30, times: 1_000 });
    await house.chat.press(rosa, draft, 'send');
    await expect
      .poll(() => house.slack.calls().some(({ error }) => error === 'ratelimited'), { timeout: 10_000 })
      .toBe(true);

    // On a quiet machine it takes a fifth of a second. The pause of 30 s would be in every answer.
    expect(await statusAnswered()).toBeLessThan(15_000);
  },
  PATIENCE_MS,
);

/** For how many milliseconds Rosa waits for what she asked. */
async function statusAnswered(): Promise<number> {
  const answers = () => withWords('staff.csv').filter(({ onlyFor }) => onlyFor === rosa).length;
  const before = answers();
  const asked = performance.now();
  await house.chat.type(rosa, '/muster status');
  await expect.poll(answers, { timeout: 10_000, interval: 10 }).toBeGreaterThan(before);
  return performance.now() - asked;
}
