import type { App } from '@slack/bolt';
import type { PlainTextElement, PlainTextOption } from '@slack/types';
import type { Suggestion } from '../../../reply.ts';
import { formWords } from '../../../wording.ts';
import type { Picker } from '../../define.ts';
import { option, plain } from '../draw/plain.ts';
import { limits } from '../limits.ts';
import { type ContextOf, type HearContext, place } from './context.ts';

const pickers: Record<string, Picker> = { source: 'lists', units: 'units' };

// https://docs.slack.dev/reference/block-kit/composition-objects/option-object: a menu takes 100.
const MOST_OPTIONS = 100;

type OptionsAck =
  | { options: PlainTextOption[] }
  | { option_groups: { label: PlainTextElement; options: PlainTextOption[] }[] };

/** What the pickers of a form offer while somebody types. Slack waits 3 s. */
export function hearPickers(app: App, contextOf: ContextOf): void {
  app.options(/.*/, async ({ ack, body, options }) => {
    const picker = pickers[options.action_id];
    const found = picker ? await offered(contextOf(body), { userId: body.user.id, picker, typed: options.value }) : [];
    await ack(menu(found));
  });
}

/** What has no place in the menu is not silently left out. */
export function menu(found: Suggestion[]): OptionsAck {
  const shown = found.slice(0, MOST_OPTIONS).map(option);
  if (found.length <= MOST_OPTIONS) return { options: shown };
  return { option_groups: [{ label: plain(formWords.moreThan(MOST_OPTIONS), limits.option), options: shown }] };
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
