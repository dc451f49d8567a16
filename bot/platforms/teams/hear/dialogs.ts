import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Reply } from '../../../reply.ts';
import { sentence } from '../../../wording.ts';
import type { Heard } from '../../define.ts';
import type { Activity } from '../activity.ts';
import { dialogTitle, draw } from '../draw/index.ts';
import { isInline, tellAlone } from '../private.ts';
import { attached } from '../say.ts';
import type { Answer } from '../sdk.ts';
import { teamsUsersIn } from '../users-in.ts';
import { type Asker, ask, failed, type HearContext } from './context.ts';
import { readForm } from './forms.ts';
import { inTime } from './in-time.ts';
import { carriedBy } from './presses.ts';

const Told = z.object({
  data: z.looseObject({
    verb: z.string().min(1).max(100),
    /** Of a form: which opening of it this is. */
    dialog: z.uuid().optional(),
  }),
});

/** Opens a dialog, or answers what was submitted in one: a form, or a button beside its rows. */
export async function hearDialog(context: HearContext, who: Promise<Asker>, activity: Activity): Promise<Answer> {
  const { data: told } = Told.safeParse(activity.value);
  if (!told) return words(sentence({ kind: 'too-late' }));
  const { verb, dialog } = told.data;
  const isForm = activity.name === 'task/submit' && dialog !== undefined;
  if (!isForm) return shown(context, who, async () => ({ asked: { verb, fields: carriedBy(told.data) } }));

  return shown(context, who, async (asker) => {
    const read = await readForm(context, asker, { verb, data: told.data });
    if (!read) return { missing: sentence({ kind: 'too-late' }) };
    if ('error' in read) return { missing: read.error };
    // Saying the same twice changes nothing in the set-up, and its next step takes the place of the one that was answered.
    const key = verb === 'setup' ? {} : { eventKey: `form.${dialog}` };
    return { asked: { verb, fields: read.fields }, ...key };
  });
}

/** From the compose box, or from a message: a list is brought in there. */
export const hearOffer = (context: HearContext, who: Promise<Asker>): Promise<Answer> =>
  shown(context, who, async () => ({ asked: { verb: 'import', fields: {} } }));

type Wish = { asked: Heard['asked']; eventKey?: string } | { missing: string };
type Done = { words: string } | { reply: Reply; asked: Heard['asked']; mris: ReadonlyMap<string, string> };

async function shown(
  context: HearContext,
  who: Promise<Asker>,
  read: (asker: Asker) => Promise<Wish>,
): Promise<Answer> {
  const work = who
    .then(async (asker): Promise<Done> => {
      const wish = await read(asker);
      if ('missing' in wish) return { words: wish.missing };
      const reply = await ask(context, asker, wish);
      if (reply.kind === 'file') await tellAlone(context, asker, { reply, asked: wish.asked });
      if (isRead(reply)) return { words: sentence(reply) };
      return { reply, asked: wish.asked, mris: await context.desk.mris(teamsUsersIn(reply)) };
    })
    .catch((error): Done => ({ words: sentence(failed(context, error)) }));
  return inTime(context.inFlight, {
    work: work.then(async (done) => ({ done, timeZone: await timeZoneOf(who) })),
    now: ({ done, timeZone }) => ('words' in done ? words(done.words) : dialogWith(context, done, timeZone)),
    meanwhile: () => words(sentence({ kind: 'one-moment' })),
    later: async ({ done }) => {
      if ('reply' in done) await tellAlone(context, await who, { reply: late(done.reply), asked: done.asked });
    },
  });
}

const timeZoneOf = (who: Promise<Asker>) => who.then(({ profile }) => profile.timeZone).catch(() => undefined);

/** Said in a few words, for which no card is needed. */
const isRead = ({ kind }: Reply) => kind === 'card-follows' || kind === 'card-comes-later' || kind === 'file';

/** A form that no message can hold has to be opened once more, by a button where it carries nothing. */
function late(reply: Reply): Reply {
  if (!reply.kind.endsWith('-form') || isInline(reply)) return reply;
  if (reply.kind === 'import-form') return { kind: 'too-late', again: 'import' };
  return reply.kind === 'invite-form' ? { kind: 'too-late', again: 'invite' } : { kind: 'too-late' };
}

type Shown = { reply: Reply; mris: ReadonlyMap<string, string> };

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots */
function dialogWith({ desk }: HearContext, { reply, mris }: Shown, timeZone: string | undefined): Answer {
  if (reply.kind === 'import-form' && reply.uploadAt) return pageAt(reply.uploadAt, dialogTitle(reply));
  const { simulated } = desk;
  const card = attached(draw(reply, { view: 'dialog', mris, simulated, timeZone, dialog: randomUUID() }));
  const value = { title: dialogTitle(reply), height: 'medium', width: 'medium', card };
  return { status: 200, body: { task: { type: 'continue', value } } };
}

/** A page of ours within the dialog; where Teams shows none, in the browser. */
const pageAt = (url: string, title: string): Answer => ({
  status: 200,
  body: { task: { type: 'continue', value: { title, height: 'large', width: 'medium', url, fallbackUrl: url } } },
});

/** The dialog says this and can be closed. */
export const words = (value: string): Answer => ({ status: 200, body: { task: { type: 'message', value } } });
