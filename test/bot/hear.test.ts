import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rosa, said } from '../harness/chat.ts';
import { goodList } from '../journeys/lists.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';

let world: BotWorld;
const direct = 'D0ROSA';
beforeEach(async () => {
  world = await openBotWorld();
});
afterEach(() => world.close());

const reference = async () => {
  const answer = await world.chat.message(rosa, 'quote reference');
  return { answer, number: /reference (\w{6})/.exec(said(answer))?.[1] ?? 'none' };
};

describe('whoever asks gets an answer', () => {
  it('when Slack does not say who they are, with the reference that the log has', async () => {
    world.slack.faults.next('users.info', { error: 'internal_error' });

    await world.chat.type(rosa, '/muster about');

    const { answer, number } = await reference();
    expect(answer.onlyFor).toBe(rosa);
    expect(world.logged().join('')).toContain(number);
  });

  it('and what Slack’s library has to say stands in our log, not on the console', async () => {
    const written = vi.spyOn(console, 'warn');
    world.slack.faults.next('users.info', { dropConnection: true, times: 1 });

    await world.chat.type(rosa, '/muster about');
    await world.chat.message(rosa, 'Muster 0.');

    expect(written).not.toHaveBeenCalled();
    expect(world.logged().join('')).toMatch(/http request failed/i);
    written.mockRestore();
  });

  it('when a list was dropped and Slack does not say by whom', async () => {
    world.slack.faults.next('users.info', { error: 'internal_error' });

    await world.chat.hands.type(rosa, { channel: direct }, '', [goodList(1, 'lost.csv')]);

    await reference();
  });

  it.each([
    ['one word', 'x'.repeat(39_990)],
    ['many words', 'who '.repeat(9_990)],
  ])('when they write a direct message of 40,000 letters: %s', async (_, text) => {
    const before = world.slack.messages(direct).length;

    await world.chat.hands.type(rosa, { channel: direct }, text);

    // What was written, and the answer to it.
    await expect.poll(() => world.slack.messages(direct).length, { timeout: 20_000 }).toBe(before + 2);
    expect(world.slack.messages(direct).map(said).join()).not.toContain('went wrong');
  });

  it('and the log has no word of theirs, whatever they call a command', async () => {
    world.slack.faults.next('users.info', { error: 'internal_error' });

    await world.chat.type(rosa, '/muster zqann@host.example please');

    const { number } = await reference();
    expect(world.logged().filter((line) => line.includes(number))).toHaveLength(1);
    expect(world.logged().join('')).not.toContain('zqann');
  });

  it('when Slack refuses to open the form', async () => {
    world.slack.faults.next('views.open', { error: 'internal_error' });

    await world.chat.type(rosa, '/muster import');

    await reference();
  });

  it('when the form came too late for Slack', async () => {
    world.slack.faults.next('views.open', { error: 'expired_trigger_id' });

    await world.chat.type(rosa, '/muster import', 'C0CLOSED');

    const answer = await world.chat.message(rosa, 'That took too long');
    expect(answer.onlyFor).toBe(rosa);
  });
});
