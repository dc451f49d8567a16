import { openCard, openCardIn } from '../store/cards.ts';
import type { Tx } from '../store/db.ts';
import { readSettings } from '../store/settings.ts';
import { channelOf } from '../store/workspaces.ts';

type Ended = { companyId: string; runId: string; threadId: string };

/** The numbers of a run that is over: in its thread, and in the channel that the company wants all of them in. */
export async function tellSummary(tx: Tx, ended: Ended): Promise<void> {
  const { companyId, runId, threadId } = ended;
  await openCard(tx, { companyId, subjectId: runId }, 'summary', threadId);
  const { 'channel.summaries': channel } = await readSettings(tx, companyId);
  const place = channel === undefined ? undefined : await channelOf(tx, companyId, channel);
  if (place) await openCardIn(tx, ended, 'posted-summary', place);
}
