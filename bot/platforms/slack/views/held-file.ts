import type { KnownBlock } from '@slack/types';
import type { ReplyOf } from '../../../reply.ts';
import { heldButtons, heldWords } from '../../../wording.ts';
import { actions, bold, button, note, text } from '../kit.ts';

/** The question to who gave a list where too many read along. */
export function heldFile({ held }: ReplyOf<'file-held'>): KnownBlock[] {
  const { id, fileName } = held;
  const choice = (verb: keyof typeof heldButtons) => button({ verb, label: heldButtons[verb], id, version: 1 });
  return [
    text(`:lock: ${heldWords.warning(held, bold(fileName))}`),
    actions([{ ...choice('move'), style: 'primary' }, choice('keep'), choice('forget')]),
    note(heldWords.hint),
  ].flat();
}
