import { z } from 'zod';
import { sentence } from '../../../wording.ts';
import type { Activity } from '../activity.ts';
import { plain, tellAlone } from '../private.ts';
import { type Asker, ask, type HearContext, wentWrong } from './context.ts';
import { readForm } from './forms.ts';

const Filled = z.looseObject({ verb: z.string().min(1).max(100), dialog: z.uuid() });

/** A form that stands in a message was filled in there. The answer takes its place, so that nobody fills it in again. */
export async function hearFilled(context: HearContext, asker: Asker, activity: Activity): Promise<void> {
  const { data: filled } = Filled.safeParse(activity.value);
  if (!filled || !asker.isPrivate) return;
  const { verb, dialog } = filled;
  const read = await readForm(context, asker, { verb, data: filled });
  if (!read || 'error' in read) return say(context, asker, read?.error ?? sentence({ kind: 'too-late' }));

  const asked = { verb, fields: read.fields };
  const said = ask(context, asker, { asked, eventKey: `form.${dialog}` });
  const reply = await said.catch((error) => wentWrong(context, error, verb));
  if (reply.kind === 'refused') return tellAlone(context, asker, { reply, asked });
  const at = { serviceUrl: asker.serviceUrl, conversation: asker.place.conversation };
  const { connector, log } = context.desk;
  if (activity.replyToId) {
    const words = plain(sentence(reply));
    await connector.put(at, activity.replyToId, words).catch((error) => log.warn({ error }, 'a form stays'));
  }
}

const say = ({ desk }: HearContext, { serviceUrl, place }: Asker, words: string) =>
  desk.connector.post({ serviceUrl, conversation: place.conversation }, plain(words)).then(() => {});
