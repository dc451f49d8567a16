import type { App } from '@slack/bolt';
import type { Picker } from '../../define.ts';
import { plain } from '../kit.ts';
import { limits } from '../limits.ts';
import { type HearContext, place } from './context.ts';

const pickers: Record<string, Picker> = { source: 'lists', units: 'units' };

/** What the pickers of a form offer while somebody types. Slack waits 3 s and shows at most 100. */
export function hearPickers(app: App, context: HearContext): void {
  app.options(/.*/, async ({ ack, body, options }) => {
    const picker = pickers[options.action_id];
    if (!picker) return ack({ options: [] });

    const from = await context.people.profile(body.user.id);
    const found = await context.suggest({
      from,
      place: place(context, { conversation: '-' }),
      picker,
      typed: options.value,
    });
    await ack({
      options: found.slice(0, 100).map(({ label, value }) => ({ text: plain(label, limits.option), value })),
    });
  });
}
