import { sentence } from '../../../wording.ts';
import type { Activity } from '../activity.ts';
import type { Answer } from '../sdk.ts';
import { hearConsent } from './consents.ts';
import { type Asker, type HearContext, wentWrong, whoever } from './context.ts';
import { hearDialog, hearOffer, words } from './dialogs.ts';
import { hearPicker } from './pickers.ts';
import { hearPress, said } from './presses.ts';

type Listener = (context: HearContext, who: Promise<Asker>, activity: Activity) => Promise<Answer>;

/** What somebody waits for on their screen, by what Teams calls it. */
const listeners: Record<string, Listener> = {
  'adaptiveCard/action': hearPress,
  'task/fetch': hearDialog,
  'task/submit': hearDialog,
  'fileConsent/invoke': hearConsent,
  'application/search': hearPicker,
  'composeExtension/fetchTask': hearOffer,
};

/** Each is answered, and never with an empty body. */
export async function hearInvoke(context: HearContext, activity: Activity): Promise<Answer> {
  const name = activity.name ?? '';
  const listener = Object.hasOwn(listeners, name) ? listeners[name] : undefined;
  if (!listener) return { status: 501, body: { error: 'unknown-invoke' } };
  const who = whoever(context, activity);
  // Awaited below by whoever asks for it.
  who.catch(() => {});
  try {
    return await listener(context, who, activity);
  } catch (error) {
    const why = sentence(wentWrong(context, error));
    return isDialog(name) ? words(why) : said(why);
  }
}

const isDialog = (name: string) => /^(task|composeExtension)\//.test(name);
