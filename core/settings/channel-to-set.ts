import { deny } from '../deny.ts';
import type { Operator, Place } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Needs, transaction } from '../store/db.ts';
import { channelOf } from '../store/workspaces.ts';
import { ChatChannel } from './chat-channel.ts';
import { type SettingKey, settingKey } from './settings.ts';
import { unquoted } from './unquoted.ts';

const spokenIn = new Set<SettingKey | undefined>(['approval.channel', 'channel.summaries']);

/** Where it would be spoken once this setting is changed, to be tried before. Undefined for what is no channel. */
export async function channelToSet(
  { db }: Needs,
  operator: Operator,
  { key, value }: { key: string; value: string },
): Promise<Outcome<Place | undefined>> {
  const { data: channel } = ChatChannel.safeParse(unquoted(value.trim()));
  if (!spokenIn.has(settingKey(key)) || channel === undefined) return done(undefined);

  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'manage-settings');
    if (denied) return refuse(denied);
    const place = await channelOf(tx, operator.companyId, channel);
    return place ? done(place) : refuse({ code: 'channel-closed' });
  });
}
