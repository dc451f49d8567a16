import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Reply } from '../../../reply.ts';
import { sentence } from '../../../wording.ts';
import type { Heard } from '../../define.ts';
import type { Activity } from '../activity.ts';
import { dialogTitle, draw } from '../draw/index.ts';
import { tellAlone } from '../private.ts';
import { attached } from '../say.ts';
import type { Answer } from '../sdk.ts';
import { teamsUsersIn } from '../users-in.ts';
import { type Asker, ask, type HearContext, wentWrong } from './context.ts';
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
export async function hearDialog(context: HearContext, asker: Asker, activity: Activity): Promise<Answer> {
  const { data: told } = Told.safeParse(activity.value);
  if (!told) return words(sentence({ kind: 'too-late' }));
  const { verb, dialog } = told.data;
  if (activity.name === 'task/submit' && dialog) return submitted(context, asker, { verb, dialog, data: told.data });
  return openDialog(context, asker, { verb: verb.toLowerCase(), fields: carriedBy(told.data) });
}

type Submitted = { verb: string; dialog: string; data: Record<string, unknown> };

async function submitted(context: HearContext, asker: Asker, { verb, dialog, data }: Submitted): Promise<Answer> {
  const read = await readForm(context, asker, { verb, data });
  if (!read) return words(sentence({ kind: 'too-late' }));
  if ('error' in read) return words(read.error);
  // Saying the same twice changes nothing in the set-up, and its next step takes the place of the one that was answered.
  const key = verb === 'setup' ? {} : { eventKey: `form.${dialog}` };
  return shown(context, asker, { verb, fields: read.fields }, key);
}

type Key = { eventKey?: string };

/** What a command answers, in a dialog. */
export async function openDialog(
  context: HearContext,
  asker: Asker,
  asked: Heard['asked'],
  key: Key = {},
): Promise<Answer> {
  const work = ask(context, asker, { asked, ...key })
    .catch((error) => wentWrong(context, error, asked.verb))
    .then(async (reply) => {
      if (reply.kind === 'file') await tellAlone(context, asker, { reply, asked });
      return { reply, mris: await context.desk.mris(teamsUsersIn(reply)) };
    });
  return inTime(context.inFlight, {
    work,
    now: (done) => (isRead(done.reply) ? words(sentence(done.reply)) : dialogWith(context, asker, done)),
    meanwhile: () => words(sentence({ kind: 'one-moment' })),
    later: async ({ reply }) => {
      if (reply.kind !== 'file') await tellAlone(context, asker, { reply: late(reply), asked });
    },
  });
}

/** Said in a few words, for which no card is needed. */
const isRead = ({ kind }: Reply) => kind === 'card-follows' || kind === 'card-comes-later' || kind === 'file';

/** A form has to be opened once more, by a button where it carries nothing. */
function late(reply: Reply): Reply {
  if (!reply.kind.endsWith('-form')) return reply;
  if (reply.kind === 'import-form') return { kind: 'too-late', again: 'import' };
  return reply.kind === 'invite-form' ? { kind: 'too-late', again: 'invite' } : { kind: 'too-late' };
}

type Shown = { reply: Reply; mris: ReadonlyMap<string, string> };

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots */
function dialogWith({ desk }: HearContext, { profile }: Asker, { reply, mris }: Shown): Answer {
  if (reply.kind === 'import-form' && reply.uploadAt) return pageAt(reply.uploadAt, dialogTitle(reply));
  const { simulated } = desk;
  const { timeZone } = profile;
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
