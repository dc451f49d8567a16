import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Fault } from '#core/fault.ts';
import type { Reply, ReplyOf } from '../../reply.ts';
import { teamsWords } from '../../wording.ts';
import type { Heard } from '../define.ts';
import type { Outgoing } from './connector.ts';
import { toFault } from './fault.ts';
import { consentCard } from './files/consent.ts';
import type { Asker, HearContext } from './hear/context.ts';
import { threadOf } from './place.ts';
import { message } from './say.ts';

type Answered = { reply: Reply; asked: Heard['asked'] };

/**
 * A reply to the asker alone: in our own chat as it is; of a channel there too, unless Teams lets us show it to them alone where
 * they asked. What everybody reads in the channel is only that there is an answer.
 */
export async function tellAlone(context: HearContext, asker: Asker, { reply, asked }: Answered): Promise<void> {
  if (reply.kind === 'card-follows') return;
  if (reply.kind === 'file') return handOver(context, asker, { reply, asked });
  const words = await message(context.desk, reply, { view: 'own', ...inlineForm(reply, asker) });
  if (!asker.isPrivate && context.desk.targeted && (await whispered(context, asker, words))) return;
  await sayInChat(context, asker, words);
}

// Words open no dialog. The other forms have a button that does.
const inline: Reply['kind'][] = ['erase-form', 'reject-form', 'later-form'];

/** Whether a form can stand in a message of its own. */
export const isInline = ({ kind }: Reply): boolean => inline.includes(kind);

function inlineForm(reply: Reply, { profile: { timeZone } }: Asker) {
  return isInline(reply) ? { dialog: randomUUID(), timeZone } : {};
}

async function whispered({ desk }: HearContext, { place, serviceUrl, mri }: Asker, words: Outgoing): Promise<boolean> {
  try {
    await desk.connector.whisper({ serviceUrl, conversation: threadOf(place) }, { id: mri }, words);
    return true;
  } catch (error) {
    desk.log.debug({ error }, 'Teams shows nothing to one person alone there');
    return false;
  }
}

/** In the conversation with the asker alone. Who asked elsewhere is told there where to look. */
export async function sayInChat({ desk }: HearContext, asker: Asker, words: Outgoing): Promise<void> {
  const { profile, place, serviceUrl, isPrivate } = asker;
  if (isPrivate) {
    await patiently(() => desk.connector.post({ serviceUrl, conversation: place.conversation }, words));
    return;
  }
  const inChannel = { serviceUrl, conversation: threadOf(place) };
  try {
    const at = await desk.address({ conversation: await desk.direct(profile.userId) });
    await patiently(() => desk.connector.post(at, words));
  } catch (error) {
    if (error instanceof Fault && error.retry !== 'never') throw error;
    await patiently(() => desk.connector.post(inChannel, plain(teamsWords.cannotWriteToYou)));
    return;
  }
  await patiently(() => desk.connector.post(inChannel, plain(teamsWords.answeredInChat)));
}

export const plain = (text: string): Outgoing => ({ type: 'message', text });

/** Files go to our own chat alone, and there where the asker says that they may be kept. */
async function handOver(context: HearContext, asker: Asker, { reply, asked }: Answered & { reply: ReplyOf<'file'> }) {
  await sayInChat(context, asker, { type: 'message', attachments: [consentCard(reply, asked)] });
}

const MOST_PAUSES = 3;
const LONGEST_PAUSE_MS = 5_000;

/** Where Teams asks for a short pause it gets it: somebody waits. What it may have taken is not said twice. */
async function patiently<T>(post: () => Promise<T>): Promise<T> {
  for (let pauses = 0; ; pauses++) {
    try {
      return await post();
    } catch (error) {
      const fault = toFault(error);
      const wait = fault instanceof Fault && typeof fault.retry === 'object' ? fault.retry.afterMs : undefined;
      if (wait === undefined || wait > LONGEST_PAUSE_MS || pauses === MOST_PAUSES) throw fault;
      await pause(wait);
    }
  }
}
