import { setTimeout as pause } from 'node:timers/promises';
import type { Message, Upload } from '#bot/playground/slack/types.ts';
import { rosa, said } from '#test/harness/chat.ts';
import { size } from '../size.ts';
import type { ChatGround } from './chat-ground.ts';

/** Whoever is killed for an hour goes on for so long: how patient people are is not what is tried. */
const LONGEST_MS = size(1_200_000, 7_200_000);
/** After that a person believes that nobody has heard. */
const AGAIN_MS = 10_000;

/**
 * From the list to the end of the run, as somebody does it whose bot dies again and again: what had no effect is done once more,
 * and what the bot was told of is left to it.
 */
export async function aStory(ground: ChatGround, list: Upload, by: 'drop' | 'dialog'): Promise<void> {
  const { chat, slack } = ground;
  const deadline = Date.now() + LONGEST_MS;
  let last = '';
  let since = 0;

  while (Date.now() < deadline) {
    const step = nextStep(slack.snapshot(rosa).messages, list.name);
    if (step.kind === 'over') return;
    if (step.kind !== 'wait' && (step.kind !== last || Date.now() - since > AGAIN_MS)) {
      [last, since] = [step.kind, Date.now()];
      // Whatever goes wrong here is what a person sees as "try again".
      await act(step).catch(() => {});
    }
    await pause(100);
  }
  throw new Error(`The story of ${list.name} did not end: it waits for ${last}`);

  async function act(step: Step): Promise<void> {
    if (step.kind === 'bring') await (by === 'drop' ? drop(ground, list) : chat.importList(rosa, list));
    if (step.kind === 'apply' || step.kind === 'send') await chat.press(rosa, step.card, step.kind);
    if (step.kind === 'invite') await chat.inviteFrom(rosa, step.card, list.name);
  }
}

/** Into the direct conversation, where the bot hears of it by an event. */
export function drop({ chat, slack }: ChatGround, list: Upload): Promise<void> {
  const direct = slack.snapshot(rosa).channels.find(({ kind }) => kind === 'direct')?.id ?? '';
  return chat.hands.type(rosa, { channel: direct }, '', [list]);
}

type Step = { kind: 'bring' | 'over' | 'wait' } | { kind: 'apply' | 'invite' | 'send'; card: Message };

function nextStep(messages: Message[], fileName: string): Step {
  const about = messages.filter((message) => said(message).includes(fileName));
  const has = (...words: string[]) => about.findLast((message) => words.every((word) => said(message).includes(word)));
  if (has('Completed')) return { kind: 'over' };

  const draft = has('"send"');
  if (draft) return { kind: 'send', card: draft };
  const unsent = has('"apply"');
  if (unsent) return { kind: 'apply', card: unsent };
  const applied = has('"invite"');
  const run = about.find((message) => /to WhatsApp\?|Waiting to invite|Inviting |Run [a-z]+/.test(said(message)));
  if (applied && !run) return { kind: 'invite', card: applied };
  return about.length === 0 ? { kind: 'bring' } : { kind: 'wait' };
}
