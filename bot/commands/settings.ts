import { z } from 'zod';
import { changeSetting } from '#core/settings/change-setting.ts';
import { listSettings } from '#core/settings/list-settings.ts';
import { defineCommand } from './define.ts';
import { told } from './told.ts';

export const settings = defineCommand({
  name: 'settings',
  usage: '[key] [value]',
  summary: 'See the settings of your company, or change one',
  args: z.object({ key: z.string().optional(), value: z.string().max(500).optional() }),
  read: ([key, ...value]) => ({ key, ...(value.length > 0 && { value: value.join(' ') }) }),

  async run({ key, value }, { db, operator }) {
    if (key !== undefined && value !== undefined) {
      return told(await changeSetting({ db }, operator, { key, value }), (change) => ({
        kind: 'setting-changed',
        change,
      }));
    }
    return told(await listSettings({ db }, operator, key), (settings) => ({ kind: 'settings', settings }));
  },
});
