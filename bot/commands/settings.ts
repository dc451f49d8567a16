import { z } from 'zod';
import { changeSetting } from '#core/settings/change-setting.ts';
import { listSettings } from '#core/settings/list-settings.ts';
import { defineCommand } from './define.ts';

export const settings = defineCommand({
  name: 'settings',
  usage: '[key] [value]',
  summary: 'See the settings of your company, or change one',
  args: z.object({ key: z.string().optional(), value: z.string().max(500).optional() }),
  read: ([key, ...value]) => ({ key, ...(value.length > 0 && { value: value.join(' ') }) }),

  async run({ key, value }, { db, operator }) {
    if (key !== undefined && value !== undefined) {
      const outcome = await changeSetting({ db }, operator, { key, value });
      return outcome.ok
        ? { kind: 'setting-changed', change: outcome.value }
        : { kind: 'refused', refusal: outcome.refusal };
    }
    const outcome = await listSettings({ db }, operator, key);
    return outcome.ok ? { kind: 'settings', settings: outcome.value } : { kind: 'refused', refusal: outcome.refusal };
  },
});
