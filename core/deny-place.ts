import type { Operator, Place } from './operator.ts';
import type { Refusal } from './refusal.ts';
import type { Tx } from './store/db.ts';
import { readSettings } from './store/settings.ts';

type Where = Pick<Place, 'platform' | 'conversation'>;

/** How conversations with one person alone begin: the platform, and its ids of them. */
const direct = ['slack/D', 'teams/a:'];

const isDirect = ({ platform, conversation }: Where) =>
  direct.some((start) => `${platform}/${conversation}`.startsWith(start));

/** The refusal where the company lets nothing begin: in any conversation that others read, but for the channels it has named. */
export async function denyPlace(
  tx: Tx,
  { companyId }: Pick<Operator, 'companyId'>,
  place: Where | undefined,
): Promise<Refusal | undefined> {
  const { 'channel.runs': channels } = await readSettings(tx, companyId);
  if (!channels || !place || isDirect(place) || channels.includes(place.conversation)) return undefined;
  return { code: 'not-in-this-channel', channels };
}

/** Whether nothing about anybody may stand in this conversation, not even masked. */
export async function isPrivatePlace(tx: Tx, companyId: string, place: Where): Promise<boolean> {
  const { 'channel.private': channels } = await readSettings(tx, companyId);
  return channels.includes(place.conversation);
}
