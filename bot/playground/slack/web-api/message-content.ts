import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { withIds } from '../elements.ts';
import type { Metadata } from '../state.ts';
import { checkBlocks } from '../validation/check.ts';
import type { World } from '../world.ts';
import { SlackError, structured, withMessages } from './method.ts';

/** docs.slack.dev, chat.postMessage: longer texts are refused. */
const textLimit = 40_000;
const attachmentLimit = 100;

export const contentArgs = {
  text: z.string().optional(),
  blocks: structured.optional(),
  attachments: structured.optional(),
  metadata: structured.optional(),
};

type ContentArgs = { text?: string | undefined; blocks?: unknown; attachments?: unknown; metadata?: unknown };
export type Content = { text: string; blocks?: KnownBlock[]; metadata?: Metadata };

const attachmentList = z.array(z.looseObject({ blocks: z.unknown() })).max(attachmentLimit);
const metadataForm = z.strictObject({
  event_type: z.string().min(1),
  event_payload: z.record(z.string(), z.unknown()),
});

/**
 * What a message is to say, checked as Slack checks it. `where` names the call in the list of violations.
 * @throws no_text, msg_too_long, invalid_blocks, invalid_attachments, invalid_metadata_format
 */
export function messageContent(world: World, where: string, args: ContentArgs): Content {
  const { text = '', metadata } = args;
  const blocks = args.blocks === undefined ? [] : checked(world, where, args.blocks, '/blocks');
  const attachments = checkAttachments(world, where, args.attachments);

  if (text.length > textLimit) throw violation(world, where, 'msg_too_long', [`text has ${text.length} characters`]);
  if (text.trim() === '' && blocks.length === 0 && attachments === 0) {
    throw violation(world, where, 'no_text', ['neither text nor blocks']);
  }

  const known = metadata === undefined ? undefined : metadataForm.safeParse(metadata);
  if (known && !known.success) throw violation(world, where, 'invalid_metadata_format', [known.error.message]);

  return { text, ...(blocks.length > 0 && { blocks: withIds(blocks) }), ...(known && { metadata: known.data }) };
}

function checkAttachments(world: World, where: string, value: unknown): number {
  if (value === undefined) return 0;
  const list = attachmentList.safeParse(value);
  if (!list.success) throw violation(world, where, 'invalid_attachments', [list.error.message]);

  for (const [index, { blocks }] of list.data.entries()) {
    if (blocks !== undefined) checked(world, where, blocks, `/attachments/${index}/blocks`);
  }
  return list.data.length;
}

function checked(world: World, where: string, value: unknown, at: string): KnownBlock[] {
  const verdict = checkBlocks(value, at);
  if (verdict.ok && verdict.value.some(world.faultBox.isRefused)) throw new SlackError('invalid_blocks');
  if (verdict.ok) return verdict.value;
  throw violation(world, where, 'invalid_blocks', verdict.messages);
}

export function violation(world: World, where: string, code: string, messages: string[]): SlackError {
  world.log.violations.push({ where, messages });
  return withMessages(code, messages);
}
