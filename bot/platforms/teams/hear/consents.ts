import { z } from 'zod';
import type { ReplyOf } from '../../../reply.ts';
import { teamsWords } from '../../../wording.ts';
import type { Activity } from '../activity.ts';
import type { Outgoing } from '../connector.ts';
import { askedWith, fileCard, Wanted } from '../files/consent.ts';
import { upload } from '../files/upload.ts';
import { plain, sayInChat, tellAlone } from '../private.ts';
import type { Answer } from '../sdk.ts';
import { type Asker, ask, type HearContext, wentWrong } from './context.ts';
import { inTime } from './in-time.ts';

const Consent = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('accept'),
    context: Wanted,
    uploadInfo: z.object({
      contentUrl: z.string().max(4_000),
      name: z.string().max(1_000),
      uploadUrl: z.string().max(4_000),
      uniqueId: z.string().max(200),
      fileType: z.string().max(20).default(''),
    }),
  }),
  z.object({ action: z.literal('decline'), context: Wanted }),
]);
type Accepted = Extract<z.infer<typeof Consent>, { action: 'accept' }>;

// Not empty, or Teams would ask again.
const heard: Answer = { status: 200, body: { status: 'heard' } };

/** Somebody says whether a file that we hold out may be put into their OneDrive. */
export async function hearConsent(context: HearContext, who: Promise<Asker>, activity: Activity): Promise<Answer> {
  const { data: consent } = Consent.safeParse(activity.value);
  if (!consent) return heard;
  const work = who.then(async (asker) => {
    if (!asker.isPrivate) return;
    const instead = (words: Outgoing) => replace(context, asker, activity, words);
    if (consent.action === 'accept') return handOver(context, asker, consent, instead);
    await instead(plain(teamsWords.declined(consent.context.name)));
  });
  return inTime(context.inFlight, {
    work: work.catch((error) => context.desk.log.error({ error }, 'a file was not handed over')),
    now: () => heard,
    meanwhile: () => heard,
    later: async () => {},
  });
}

type Instead = (words: Outgoing) => Promise<void>;

/** The file is made once more, by whoever may have it at this moment. */
async function handOver(
  context: HearContext,
  asker: Asker,
  { context: wanted, uploadInfo }: Accepted,
  instead: Instead,
) {
  const asked = askedWith(wanted);
  const reply = await ask(context, asker, { asked }).catch((error) => wentWrong(context, error, wanted.verb));
  if (reply.kind !== 'file') return tellAlone(context, asker, { reply, asked });

  const isThere =
    isSame(reply, wanted) && (await upload(uploadInfo.uploadUrl, reply.content, context.desk).catch(() => false));
  const { name } = wanted;
  await instead(isThere ? { type: 'message', attachments: [fileCard(uploadInfo)] } : plain(teamsWords.notTaken(name)));
}

/** Asked for without a name, such as the latest log, it may be another one by now. */
const isSame = ({ name }: ReplyOf<'file'>, wanted: Wanted) => name === wanted.name;

async function replace({ desk, ...context }: HearContext, asker: Asker, { replyToId }: Activity, words: Outgoing) {
  const { serviceUrl, place } = asker;
  const at = { serviceUrl, conversation: place.conversation };
  if (!replyToId) return sayInChat({ desk, ...context }, asker, words);
  await desk.connector.put(at, replyToId, words).catch(() => sayInChat({ desk, ...context }, asker, words));
}
