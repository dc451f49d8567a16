import type { WebClient } from '@slack/web-api';
import { type Log, reference } from '#core/process/log.ts';
import { commandNamed } from '../../../commands/index.ts';
import type { Reply } from '../../../reply.ts';
import { cut } from '../../../views/cut.ts';
import type { Hear, Heard, Suggest } from '../../define.ts';
import { answer } from '../answer.ts';
import type { Asker } from '../asker.ts';
import type { Carried } from '../carried.ts';
import { openLoading } from '../open-loading.ts';
import type { People } from '../people.ts';
import { whisper } from '../whisper.ts';
import { plainWords } from './words.ts';

/** Who listens, and where: what was told belongs to one installation, and so does the answer. */
export type HearContext = {
  workspaceId: string;
  botUserId: string;
  client: WebClient;
  people: People;
  hear: Hear;
  suggest: Suggest;
  /** Who is in this user group has changed. */
  changed: (group: string) => Promise<void>;
  log: Log;
};

/** The context of what Slack sent with this body. */
export type ContextOf = (body: object) => HearContext;

type Said = {
  asker: Asker;
  asked: Heard['asked'];
  /** The same with what Slack has to be asked about first. */
  complete?: () => Promise<Heard['asked']>;
  eventKey?: string;
};

/** From here on it is our product: who spoke, where, what they asked, and the answer back to them. Never silence. */
export async function pass(context: HearContext, said: Said): Promise<void> {
  const { client, log } = context;
  const opening = opensModal(said) ? openLoading(client, said.asker) : Promise.resolve(said.asker);
  // Awaited below, whatever comes first.
  opening.catch(() => {});
  const answered = sayMeanwhile(context, said);
  try {
    const reply = await ask(context, said).finally(answered);
    await answer(client, log, await opening, reply);
  } catch (error) {
    const number = reference();
    log.error({ error, reference: number, verb: commandNamed(said.asked.verb)?.name }, 'an answer failed');
    const asker = await opening.catch(() => said.asker);
    await answerFailed(context, asker, { kind: 'went-wrong', reference: number });
  }
}

// As long as people wait without a word.
const PATIENCE_MS = 2_000;

/** Who waits in no modal is told after a while that it is being done. To be called once it is. */
function sayMeanwhile({ client, log }: HearContext, said: Said): () => void {
  const { asker, asked } = said;
  if (!commandNamed(asked.verb)?.mayTakeLong || asker.viewId || opensModal(said)) return () => {};
  const waiting = setTimeout(() => {
    whisper(client, log, asker, { kind: 'one-moment' }).catch((error) => log.warn({ error }, 'a word was not said'));
  }, PATIENCE_MS);
  return () => clearTimeout(waiting);
}

/** Whether what is asked for needs a modal. One that is open already is changed in place. */
function opensModal({ asker, asked }: Said): boolean {
  const command = commandNamed(asked.verb);
  const fields = 'fields' in asked ? asked.fields : (command?.read?.(asked.words) ?? {});
  return asker.triggerId !== undefined && !asker.viewId && (command?.opens?.(fields) ?? false);
}

async function answerFailed({ client, log }: HearContext, asker: Asker, reply: Reply): Promise<void> {
  if (!asker.isWaiting) return whisper(client, log, asker, reply);
  await answer(client, log, asker, reply).catch(() => whisper(client, log, asker, reply));
}

async function ask(context: HearContext, { asker, asked, complete, eventKey }: Said) {
  const from = await context.people.profile(asker.userId);
  const whole = complete ? await complete() : asked;
  const key = eventKey && `${context.workspaceId}.${eventKey}`;
  return context.hear({ from, place: place(context, asker.carried), asked: whole, ...(key && { eventKey: key }) });
}

export function place({ workspaceId }: Pick<HearContext, 'workspaceId'>, { conversation, root }: Carried) {
  return { platform: 'slack', workspaceId, conversation, ...(root && { root }) };
}

// A direct message may have 40,000 letters, and an answer that repeats them is too long for Slack.
const LONGEST_TYPED = 3_000;
const LONGEST_VERB = 100;

/** "import staff" → verb and words; nothing typed asks for help. */
export function typed(text: string): Heard['asked'] {
  const [verb = 'help', ...words] = plainWords(text.slice(0, LONGEST_TYPED));
  return { verb: cut(verb.toLowerCase(), LONGEST_VERB), words };
}
