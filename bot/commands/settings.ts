import { z } from 'zod';
import { isPrivatePlace } from '#core/deny-place.ts';
import { listGrants } from '#core/directory/list-grants.ts';
import type { Place } from '#core/operator.ts';
import type { Refusal } from '#core/refusal.ts';
import { changeSetting } from '#core/settings/change-setting.ts';
import { channelToSet } from '#core/settings/channel-to-set.ts';
import { namesChannels } from '#core/settings/chat-channels.ts';
import { listSettings } from '#core/settings/list-settings.ts';
import { settingKey } from '#core/settings/settings.ts';
import { forAll } from '../for-all.ts';
import { type CommandContext, defineCommand } from './define.ts';
import { told } from './told.ts';

export const settings = defineCommand({
  name: 'settings',
  usage: '[key] [value]',
  summary: 'See the settings of your company, or change one',
  args: z.object({ key: z.string().optional(), value: z.string().max(500).optional() }),
  read: ([key, ...value]) => ({ key, ...(value.length > 0 && { value: value.join(' ') }) }),

  async run({ key, value: typed }, context) {
    const { db, operator, place } = context;
    const value = typed && hereMeant(key, typed, place);
    if (key !== undefined && value !== undefined) {
      const refusal = await whyClosed(context, { key, value });
      if (refusal) return { kind: 'refused', refusal };
      return told(await changeSetting({ db }, operator, { key, value }), (change) => ({
        kind: 'setting-changed',
        change,
      }));
    }
    const grants = key === undefined ? await listGrants({ db }, operator) : undefined;
    return told(await listSettings({ db }, operator, key), (settings) => ({
      ...{ kind: 'settings', settings },
      ...(grants?.ok && { grants: grants.value }),
    }));
  },
});

/** The channel that somebody types in, called as its platform calls it. */
function hereMeant(key: string | undefined, value: string, { conversation }: Place): string {
  const named = settingKey(key ?? '');
  return named && namesChannels(named) ? value.replace(/(?<=^|[\s,])here(?=$|[\s,])/gi, conversation) : value;
}

type Wanted = { key: string; value: string };

/** A channel is told that it was chosen, before it is: where we may not speak nobody would ever see a card. */
async function whyClosed({ db, operator, speak }: CommandContext, wanted: Wanted): Promise<Refusal | undefined> {
  const found = await channelToSet({ db }, operator, wanted);
  if (!found.ok) return found.refusal;
  const place = found.value;
  if (!place) return undefined;

  const kind = settingKey(wanted.key) === 'channel.summaries' ? 'summaries-here' : 'approvals-here';
  const isPrivate = await isPrivatePlace(db, operator.companyId, place);
  const heard = await speak(place, forAll({ kind, chosenBy: operator.name }, { isPrivate }));
  return heard ? undefined : { code: 'channel-closed' };
}
