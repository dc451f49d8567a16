import { z } from 'zod';
import type { Hands, Upload } from '../slack/types.ts';

/** 20 MB of files, written in base64, fit into it. */
export const ACT_BODY_LIMIT = 30 * 1024 * 1024;

export const id = z.string().min(1).max(255);

export const upload = z
  .object({ name: z.string().min(1).max(255), content: z.string().regex(/^[A-Za-z0-9+/]*={0,2}$/, 'not base64') })
  .transform(({ name, content }): Upload => ({ name, content: Buffer.from(content, 'base64') }));

const message = z.object({ channel: id, ts: id });

const choice = z
  .object({ blockId: id, value: z.string(), selected: z.array(z.string()) })
  .partial()
  .transform(({ blockId, value, selected }) => ({
    ...(blockId !== undefined && { blockId }),
    ...(value !== undefined && { value }),
    ...(selected && { selected }),
  }));

const type = z.object({
  act: z.literal('type'),
  person: id,
  channel: id,
  threadTs: id.optional(),
  text: z.string().max(40_000),
  files: z.array(upload).max(10).default([]),
});

const press = z.object({
  act: z.literal('press'),
  person: id,
  on: z.union([message, z.object({ viewId: id })]),
  actionId: id,
  choice: choice.optional(),
});

const shortcut = z.object({ act: z.literal('shortcut'), person: id, message, callbackId: id });

const submit = z.object({
  act: z.literal('submit'),
  person: id,
  viewId: id,
  values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  files: z.record(z.string(), z.array(upload).max(10)).default({}),
});

const close = z.object({ act: z.literal('close'), person: id, viewId: id });

const options = z.object({
  act: z.literal('options'),
  person: id,
  viewId: id,
  actionId: id,
  typed: z.string().max(255),
});

const home = z.object({ act: z.literal('home'), person: id });

export const Act = z.discriminatedUnion('act', [type, press, shortcut, submit, close, options, home]);
export type Act = z.output<typeof Act>;
/** What the page sends: files still in base64. */
export type SentAct = z.input<typeof Act>;

export type Choices = { label: string; value: string }[];

/** Does what the person did. Only `options` has something to tell. */
export async function perform(hands: Hands, act: Act): Promise<Choices | undefined> {
  switch (act.act) {
    case 'type':
      await hands.type(act.person, place(act), act.text, act.files);
      return undefined;
    case 'press':
      // The page draws a moment later than the bot edits, so a press may be on what has just gone.
      await hands.press(act.person, act.on, act.actionId, { ...act.choice, late: true });
      return undefined;
    case 'shortcut':
      await hands.shortcut(act.person, act.message, act.callbackId);
      return undefined;
    case 'submit':
      await hands.submit(act.person, act.viewId, act.values, act.files);
      return undefined;
    case 'close':
      await hands.close(act.person, act.viewId);
      return undefined;
    case 'home':
      await hands.openHome(act.person);
      return undefined;
    case 'options':
      return hands.options(act.person, act.viewId, act.actionId, act.typed);
  }
}

function place({ channel, threadTs }: { channel: string; threadTs?: string | undefined }) {
  return { channel, ...(threadTs !== undefined && { threadTs }) };
}
