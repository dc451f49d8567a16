import { Fault } from '#core/fault.ts';
import type { Place } from '#core/operator.ts';
import type { Log } from '#core/process/log.ts';
import type { HeldCard } from '#core/store/card-pens.ts';
import type { ChatPlatform } from '../platforms/define.ts';

export type Desk = { log: Log; platform: ChatPlatform };

/** The message that stands for the card already. In doubt it is looked for, so that none is posted twice and of two one goes. */
export async function findStanding(desk: Desk, card: HeldCard, place: Place): Promise<string | null> {
  const { messageId, unsureAt, settled } = card;
  // While there is a message to edit, a look can wait until all has arrived that may still come.
  if (!unsureAt || (messageId !== null && !settled)) return messageId;

  const found = await look(desk, card, { place, since: unsureAt });
  const kept = messageId ?? found[0] ?? null;
  for (const extra of found) {
    if (extra !== kept && extra !== card.root) await desk.platform.remove(place, extra);
  }
  return kept;
}

type Where = { place: Place; since: Date };

type Marked = Pick<HeldCard, 'id' | 'messageId' | 'root'>;

/** Our messages with this mark, oldest first. None where we may not look. */
export async function look(
  { platform, log }: Desk,
  { id, messageId, root }: Marked,
  { place, since }: Where,
): Promise<string[]> {
  // What the thread hangs below, and its doubles, are not in the thread but beside it.
  const { root: _below, ...beside } = place;
  const where = messageId !== null && messageId === root ? beside : place;
  try {
    return await platform.find(where, id, since);
  } catch (error) {
    if (!(error instanceof Fault) || error.retry !== 'never') throw error;
    if (messageId === null) log.warn({ error, card: id }, 'a card is posted without a look: it may stand there twice');
    return [];
  }
}
