import { z } from 'zod';
import { may } from '#core/directory/may.ts';
import type { Refusal } from '#core/refusal.ts';
import { changeSetting } from '#core/settings/change-setting.ts';
import { listSettings } from '#core/settings/list-settings.ts';
import { settingKey } from '#core/settings/settings.ts';
import { SlackChannel } from '#core/settings/slack-channel.ts';
import { channelOf } from '#core/store/approval-cards.ts';
import { type CommandContext, defineCommand } from './define.ts';
import { told } from './told.ts';

export const settings = defineCommand({
  name: 'settings',
  usage: '[key] [value]',
  summary: 'See the settings of your company, or change one',
  args: z.object({ key: z.string().optional(), value: z.string().max(500).optional() }),
  read: ([key, ...value]) => ({ key, ...(value.length > 0 && { value: value.join(' ') }) }),

  async run({ key, value }, { db, operator, speak }) {
    if (key !== undefined && value !== undefined) {
      const closed = await whyClosed({ db, operator, speak }, { key, value });
      if (closed) return { kind: 'refused', refusal: closed };
      return told(await changeSetting({ db }, operator, { key, value }), (change) => ({
        kind: 'setting-changed',
        change,
      }));
    }
    return told(await listSettings({ db }, operator, key), (settings) => ({ kind: 'settings', settings }));
  },
});

type Wanted = { key: string; value: string };

/** A channel is told that it was chosen, before it is: where we may not speak nobody would ever see a card. */
async function whyClosed(
  { db, operator, speak }: Pick<CommandContext, 'db' | 'operator' | 'speak'>,
  { key, value }: Wanted,
): Promise<Refusal | undefined> {
  const { data: channel } = SlackChannel.safeParse(value);
  if (settingKey(key) !== 'approval.channel' || channel === undefined) return undefined;
  const allowed = await may({ db }, operator, 'manage-settings');
  if (!allowed.ok) return allowed.refusal;

  const place = await channelOf(db, operator.companyId, channel);
  const heard = place && (await speak(place, { kind: 'approvals-here', chosenBy: operator.name }));
  return heard ? undefined : { code: 'channel-closed' };
}
