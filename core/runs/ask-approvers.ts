import { openCardIn } from '../store/cards.ts';
import type { Tx } from '../store/db.ts';
import { readSettings } from '../store/settings.ts';
import { channelOf } from '../store/workspaces.ts';

/** Asks those who may approve, where the company has a channel for that; else they press on the card where it is. */
export async function askApprovers(
  tx: Tx,
  companyId: string,
  { id: runId, threadId }: { id: string; threadId: string },
): Promise<void> {
  const { 'approval.channel': channel } = await readSettings(tx, companyId);
  const place = channel === undefined ? undefined : await channelOf(tx, companyId, channel);
  if (place) await openCardIn(tx, { companyId, runId, threadId }, 'approval', place);
}
