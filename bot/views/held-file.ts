import type { ReplyOf } from '../reply.ts';
import { heldButtons, heldWords } from '../wording.ts';
import type { Block } from './block.ts';
import { bold, sign } from './ink.ts';
import { actions, button, note, text } from './kit.ts';

/** The question to who gave a list where too many read along. */
export function heldFile({ held }: ReplyOf<'file-held'>): Block[] {
  const { id, fileName } = held;
  const choice = (verb: keyof typeof heldButtons) => button({ verb, label: heldButtons[verb], id, version: 1 });
  return [
    text(`${sign('lock')} ${heldWords.warning(held, bold(fileName))}`),
    actions([{ ...choice('move'), style: 'primary' }, choice('keep'), choice('forget')]),
    note(heldWords.hint),
  ].flat();
}
