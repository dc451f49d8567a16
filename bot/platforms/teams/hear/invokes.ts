import { formWords, sentence } from '../../../wording.ts';
import type { Activity } from '../activity.ts';
import type { Answer } from '../sdk.ts';
import { hearConsent } from './consents.ts';
import { type Asker, askerOf, type HearContext, wentWrong } from './context.ts';
import { hearDialog, openDialog, words } from './dialogs.ts';
import { hearPicker } from './pickers.ts';
import { hearPress, said } from './presses.ts';

type Listener = (context: HearContext, asker: Asker, activity: Activity) => Promise<Answer>;

/** What somebody waits for on their screen, by what Teams calls it. */
const listeners: Record<string, Listener> = {
  'adaptiveCard/action': hearPress,
  'task/fetch': hearDialog,
  'task/submit': hearDialog,
  'fileConsent/invoke': hearConsent,
  'application/search': hearPicker,
  // A list can be read only where it was dropped into our own chat.
  'composeExtension/fetchTask': async () => words(formWords.file.inChat),
};

/** Each is answered, and never with an empty body. */
export async function hearInvoke(context: HearContext, activity: Activity): Promise<Answer> {
  const name = activity.name ?? '';
  const listener = Object.hasOwn(listeners, name) ? listeners[name] : undefined;
  if (!listener) return { status: 501, body: { error: 'unknown-invoke' } };
  try {
    const asker = await askerOf(context, activity);
    if (!asker)
      return failed(name, sentence({ kind: 'refused', refusal: { code: 'not-a-colleague', standing: 'outsider' } }));
    return await listener(context, asker, activity);
  } catch (error) {
    return failed(name, sentence(wentWrong(context, error)));
  }
}

const failed = (name: string, why: string): Answer =>
  /^(?:task|composeExtension)\//.test(name) ? words(why) : said(why);
