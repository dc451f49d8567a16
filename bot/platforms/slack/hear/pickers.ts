import type { App } from '@slack/bolt';
import type { Suggestion } from '../../../reply.ts';
import type { Picker } from '../../define.ts';
import { option } from '../kit.ts';
import { type HearContext, place } from './context.ts';

const pickers: Record<string, Picker> = { source: 'lists', units: 'units' };

// https://docs.slack.dev/reference/block-kit/composition-objects/option-object: a menu takes 100.
const MOST_OPTIONS = 100;

/** What the pickers of a form offer while somebody types. Slack waits 3 s. */
export function hearPickers(app: App, context: HearContext): void {
  app.options(/.*/, async ({ ack, body, options }) => {
    const picker = pickers[options.action_id];
    const found = picker ? await offered(context, { userId: body.user.id, picker, typed: options.value }) : [];
    await ack({ options: found.slice(0, MOST_OPTIONS).map(option) });
  });
}

type Typing = { userId: string; picker: Picker; typed: string };

async function offered(context: HearContext, { userId, picker, typed }: Typing): Promise<Suggestion[]> {
  try {
    const from = await context.people.profile(userId);
    return await context.suggest({ from, place: place(context, { conversation: '-' }), picker, typed });
  } catch (error) {
    context.log.error({ error, picker }, 'a picker stays empty');
    return [];
  }
}
