import { z } from 'zod';
import type { Reply } from '../../../reply.ts';
import { sentence } from '../../../wording.ts';
import type { Activity } from '../activity.ts';
import { draw } from '../draw/index.ts';
import { tellAlone } from '../private.ts';
import type { Answer } from '../sdk.ts';
import { teamsUsersIn } from '../users-in.ts';
import { type Asker, ask, failed, type HearContext } from './context.ts';
import { inTime } from './in-time.ts';

const Execute = z.object({ action: z.object({ verb: z.string().min(1).max(100), data: z.unknown() }) });

/** Which import or run, and which state of it the person saw. Whatever else a card carries is not trusted. */
const Carried = z.object({
  id: z.uuid(),
  version: z.coerce.number().int().min(0).max(999_999_999).optional(),
  page: z.coerce.number().int().positive().max(999_999).optional(),
  filter: z
    .string()
    .regex(/^[A-Za-z]{1,20}$/)
    .optional(),
});

/** Anything else carries nothing. */
export const carriedBy = (data: unknown): Record<string, unknown> => {
  const { id, version, page, filter } = Carried.safeParse(data).data ?? {};
  return {
    ...(id && { id }),
    ...(version !== undefined && { version }),
    ...(page && { page }),
    ...(filter && { filter }),
  };
};

/** A card shows itself anew to one of those whom it names. Nobody has asked for anything. */
const REFRESH = 'refresh';
const LOOK = 'look';

/** A button is the command of its verb. Who pressed it is answered on the card, so that nobody else reads it. */
export async function hearPress(context: HearContext, who: Promise<Asker>, activity: Activity): Promise<Answer> {
  const { data: press } = Execute.safeParse(activity.value);
  if (!press) return said(sentence({ kind: 'too-late' }));
  const { verb, data } = press.action;
  if (verb === REFRESH) return showOwn(context, who, data);

  const asked = { verb: verb.toLowerCase(), fields: carriedBy(data) };
  const work = who
    .then(async (asker) => {
      const reply = await ask(context, asker, { asked, ...(activity.id && { eventKey: `press.${activity.id}` }) });
      if (!isShort(reply)) await tellAlone(context, asker, { reply, asked });
      return reply;
    })
    .catch((error) => failed(context, error, verb));
  return inTime(context.inFlight, {
    work,
    now: (reply) => said(sentence(reply)),
    meanwhile: () => said(sentence({ kind: 'one-moment' })),
    later: async (reply) => {
      if (isShort(reply)) await tellAlone(context, await who, { reply, asked });
    },
  });
}

const long: Reply['kind'][] = ['file', 'import-details', 'run-details', 'run-status', 'import-form', 'invite-form'];

/** What a sentence says whole is read on the card; the rest in our own chat. */
const isShort = ({ kind }: Reply) => !long.includes(kind);

/** The run as who looks at it may see it, with the buttons that are theirs. */
function showOwn(context: HearContext, who: Promise<Asker>, data: unknown): Promise<Answer> {
  const asked = { verb: LOOK, fields: carriedBy(data) };
  const { simulated } = context.desk;
  const work = who
    .then(async (asker) => {
      const reply = await ask(context, asker, { asked });
      return { reply, mris: await context.desk.mris(teamsUsersIn(reply)) };
    })
    .catch((error) => ({ reply: failed(context, error, LOOK), mris: new Map<string, string>() }));
  return inTime(context.inFlight, {
    work,
    now({ reply, mris }) {
      if (reply.kind !== 'approval' && reply.kind !== 'run') return said(sentence(reply));
      const value = draw(reply, { view: 'own', mris, simulated });
      return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value } };
    },
    meanwhile: () => said(sentence({ kind: 'one-moment' })),
    // The card asks again when it is seen again.
    later: async () => {},
  });
}

/** https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model: words, shown on the card to who pressed it. */
export const said = (words: string): Answer => ({
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: words },
});
