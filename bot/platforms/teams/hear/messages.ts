import { rememberChat } from '#core/chats/remember-chat.ts';
import { getToKnow } from '#core/directory/recognise.ts';
import { commandNamed } from '../../../commands/index.ts';
import type { Activity } from '../activity.ts';
import { filesIn } from '../files/given.ts';
import { tellAlone } from '../private.ts';
import { type Asker, ask, askerOf, type HearContext, wentWrong } from './context.ts';
import { hearFilled } from './filled.ts';
import { mentioned, typed } from './words.ts';

/** A list dropped into the conversation with somebody alone is imported; words there, or with our mention, are a command. */
export async function hearMessage(context: HearContext, activity: Activity): Promise<void> {
  const asker = await askerOf(context, activity);
  if (!asker) return;
  if (activity.value && !activity.text) return hearFilled(context, asker, activity);
  const files = asker.isPrivate ? filesIn(activity, context.secrets) : [];
  if (files.length === 0) return listen(context, asker, activity);

  for (const file of files) {
    const asked = { verb: 'import', fields: { file } };
    const reply = await ask(context, asker, { asked }).catch((error) => wentWrong(context, error, 'import'));
    await tellAlone(context, asker, { reply, asked });
  }
}

async function listen(context: HearContext, asker: Asker, activity: Activity): Promise<void> {
  const asked = typed(activity, await whom(context, asker, activity));
  const said = { asked, ...(activity.id && { eventKey: `message.${asker.place.conversation}.${activity.id}` }) };
  const answered = sayMeanwhile(context, asker, asked.verb);
  const reply = await ask(context, asker, said)
    .catch((error) => wentWrong(context, error, asked.verb))
    .finally(answered);
  await tellAlone(context, asker, { reply, asked });
}

/** Entra ids of the people whom the words name. Who is given something is known from then on, whether they ever spoke or not. */
async function whom({ db, desk }: HearContext, { place, serviceUrl }: Asker, activity: Activity) {
  const known = new Map<string, string>();
  for (const mri of new Set(mentioned(activity))) {
    const met = await desk.whom({ conversation: place.conversation, serviceUrl }, mri);
    if (!met) continue;
    known.set(mri, met.profile.userId);
    if (met.profile.standing !== 'colleague') continue;
    await getToKnow({ db }, [met.profile]);
    const chat = { tenantId: desk.tenantId, id: place.conversation, serviceUrl };
    await rememberChat({ db }, { chat, user: { tenantId: desk.tenantId, userId: met.profile.userId, mri } });
  }
  return known;
}

// As long as people wait without a word.
const PATIENCE_MS = 2_000;

/** Whoever waits is told after a while that it is being done. To be called once it is. */
function sayMeanwhile(context: HearContext, asker: Asker, verb: string): () => void {
  if (!commandNamed(verb)?.mayTakeLong) return () => {};
  const waiting = setTimeout(() => {
    const word = tellAlone(context, asker, { reply: { kind: 'one-moment' }, asked: { verb, words: [] } });
    word.catch((error) => context.desk.log.warn({ error }, 'a word was not said'));
  }, PATIENCE_MS);
  return () => clearTimeout(waiting);
}
