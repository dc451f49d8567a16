import { rememberChat } from '#core/chats/remember-chat.ts';
import type { Place } from '#core/operator.ts';
import { reference } from '#core/process/log.ts';
import type { Secrets } from '#core/secrets.ts';
import type { Db } from '#core/store/db.ts';
import type { Profile } from '#core/store/operators.ts';
import { commandNamed } from '../../../commands/index.ts';
import type { Reply } from '../../../reply.ts';
import type { Hear, Heard, Suggest } from '../../define.ts';
import type { InFlight } from '../../in-flight.ts';
import { type Activity, placeIn } from '../activity.ts';
import type { Desk } from '../desk.ts';
import { toFault } from '../fault.ts';
import { isPersonal } from '../place.ts';

export type HearContext = { db: Db; secrets: Secrets; desk: Desk; hear: Hear; suggest: Suggest; inFlight: InFlight };

/** Who acted, and where. */
export type Asker = { profile: Profile; mri: string; serviceUrl: string; place: Place; isPrivate: boolean };

/** Undefined where nobody could ever say who it was: another bot, or somebody without an account. */
export async function askerOf(context: HearContext, activity: Activity): Promise<Asker | undefined> {
  const { desk } = context;
  const { from, serviceUrl } = activity;
  if (!from.aadObjectId) return undefined;

  const { conversation, root } = placeIn(activity);
  const met = await desk.people.met({ conversation, serviceUrl }, from.id).catch((error) => {
    throw toFault(error);
  });
  // Who acted is whom the roster has, and nobody whose name only reads the same.
  if (met?.profile.userId !== from.aadObjectId) return undefined;
  const { mri, profile } = met;
  const timeZone = activity.entities?.find(({ type }) => type === 'clientInfo')?.timezone;
  const place = { platform: 'teams', workspaceId: desk.tenantId, conversation, ...(root && { root }) };
  const asker = {
    profile: { ...profile, ...(timeZone && { timeZone }) },
    ...{ mri, serviceUrl, place, isPrivate: isPersonal(conversation) },
  };
  if (profile.standing === 'colleague') await remember(context, asker);
  return asker;
}

function remember({ db, desk: { tenantId } }: HearContext, { profile, mri, serviceUrl, place, isPrivate }: Asker) {
  const { conversation } = place;
  return rememberChat(
    { db },
    {
      chat: { tenantId, id: conversation, serviceUrl },
      user: { tenantId, userId: profile.userId, mri, ...(isPrivate && { conversation }) },
    },
  );
}

type Said = { asked: Heard['asked']; eventKey?: string };

/** From here on it is our product: who spoke, where, and what they asked. */
export function ask({ desk, hear }: HearContext, { profile, place }: Asker, { asked, eventKey }: Said): Promise<Reply> {
  const key = eventKey && `${desk.tenantId}.${eventKey}`;
  return hear({ from: profile, place, asked, ...(key && { eventKey: key }) });
}

/** Nobody could ever say who it was. */
class NobodyError extends Error {
  override readonly name = 'NobodyError';
}

/** The same for what is answered at once: asked while the clock of the answer runs already. */
export const whoever = (context: HearContext, activity: Activity): Promise<Asker> =>
  askerOf(context, activity).then((asker) => {
    if (!asker) throw new NobodyError('Nobody has asked');
    return asker;
  });

const outsider: Reply = { kind: 'refused', refusal: { code: 'not-a-colleague', standing: 'outsider' } };

/** What is said to somebody of whom nobody knows who they are, or cannot say at the moment. */
export const failed = (context: HearContext, error: unknown, verb?: string): Reply =>
  error instanceof NobodyError ? outsider : wentWrong(context, error, verb);

/** What went wrong has a number that the log knows too. */
export function wentWrong({ desk }: Pick<HearContext, 'desk'>, error: unknown, verb = ''): Reply {
  const number = reference();
  desk.log.error({ error, reference: number, verb: commandNamed(verb)?.name }, 'an answer failed');
  return { kind: 'went-wrong', reference: number };
}
