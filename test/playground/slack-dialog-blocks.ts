import type { SlackDouble } from '#bot/playground/slack/index.ts';
import type { RawBot } from './slack-bot.ts';
import { ada, call, general, section } from './slack-world.ts';

export const plain = (text: string) => ({ type: 'plain_text', text });
export const option = (value: string) => ({ value, text: plain(value.toUpperCase()) });
export const input = (block_id: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id,
  label: plain(block_id),
  element: { action_id: `${block_id}-action`, ...element },
  ...more,
});
export const modal = (blocks: object[] = [section], more: object = {}) => ({
  type: 'modal',
  callback_id: 'import',
  title: plain('Import'),
  submit: plain('Check'),
  blocks,
  ...more,
});

/** Ada types a command; this is what may open a dialog for her now. */
export async function trigger(double: SlackDouble, rawBot: RawBot): Promise<string> {
  await double.hands.type(ada, { channel: general }, '/muster import');
  return String(rawBot.heard.at(-1)?.body['trigger_id']);
}

/** The bot opens this dialog for Ada, and what it has heard so far is forgotten. */
export async function open(double: SlackDouble, rawBot: RawBot, view: object): Promise<string> {
  const { view: opened } = await call(double, 'views.open', { trigger_id: await trigger(double, rawBot), view });
  rawBot.heard.length = 0;
  return (opened as { id: string }).id;
}

export const titleFor = (double: SlackDouble): string | undefined =>
  (double.snapshot(ada).modal?.view as { title?: { text: string } } | undefined)?.title?.text;
