import type { ReplyOf } from '../reply.ts';
import { notInThisChannel, sentence } from '../wording.ts';
import type { Block } from './block.ts';
import { channelNamed, moment, theirs } from './ink.ts';
import { text } from './kit.ts';
import { said } from './said.ts';

/** When it happened stands in the reader's own time, and channels can be gone to. */
export function refused({ kind, refusal }: ReplyOf<'refused'>): Block[] {
  if (refusal.code === 'not-in-this-channel') {
    const links = refusal.channels.flatMap((channel) => channelNamed(channel) ?? []);
    return [text(notInThisChannel(links))];
  }
  if (!('at' in refusal) || !refusal.at) return said({ kind, refusal });
  const { at, ...rest } = refusal;
  return [text(`${theirs(sentence({ kind, refusal: rest }))} (${moment(at)})`)];
}
