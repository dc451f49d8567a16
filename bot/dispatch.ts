import { isPrivatePlace } from '#core/deny-place.ts';
import { recognise } from '#core/directory/recognise.ts';
import type { Operator, Place } from '#core/operator.ts';
import { done, type Outcome, refuse } from '#core/outcome.ts';
import { reach } from '#core/process/crash-point.ts';
import { type Log, reference } from '#core/process/log.ts';
import type { Refusal } from '#core/refusal.ts';
import type { Secrets } from '#core/secrets.ts';
import { offerSetup } from '#core/setup/offer-setup.ts';
import type { Db } from '#core/store/db.ts';
import { firstTime, forget } from '#core/store/inbound-events.ts';
import type { Command, CommandContext } from './commands/define.ts';
import { commandNamed } from './commands/index.ts';
import type { Hear, Heard } from './platforms/define.ts';
import type { Reply } from './reply.ts';

type Needs = {
  db: Db;
  secrets: Secrets;
  log: Log;
  product: CommandContext['product'];
  speak: CommandContext['speak'];
  groups: CommandContext['groups'];
  addresses: CommandContext['addresses'];
  /** Where this person gives a list to this conversation. Undefined where the forms of the platform take files. */
  uploadAddress: (operator: Operator, place: Place) => string | undefined;
  /** The conversation with this user alone. */
  direct: (from: Heard['from']) => Promise<Place>;
  /** Whether cards can be told to show themselves now. */
  queueAnswers: () => Promise<boolean>;
};

/** Heard → command → Reply. The only place that catches: whatever goes wrong gets a number that the log knows too. */
export function makeDispatch({ db, log, direct, uploadAddress, queueAnswers, ...needs }: Needs): Hear {
  return async function dispatch(heard: Heard): Promise<Reply> {
    try {
      return await answer(heard);
    } catch (error) {
      const number = reference();
      log.error({ error, reference: number, verb: commandNamed(heard.asked.verb)?.name }, 'a command failed');
      if (heard.eventKey) await forget(db, heard.from.platform, heard.eventKey).catch(() => {});
      return { kind: 'went-wrong', reference: number };
    }
  };

  async function answer({ eventKey, from, place, asked }: Heard): Promise<Reply> {
    await reach('inbound:before');
    if (eventKey && !(await firstTime(db, from.platform, eventKey))) return { kind: 'card-follows' };
    await reach('inbound:noted');

    const who = await recognise({ db }, from);
    if (!who.ok) return refused(who.refusal);

    if ('words' in asked)
      await offerSetup({ db }, who.value, place).catch((error) => log.warn({ error }, 'the set-up was not offered'));

    const command = commandNamed(asked.verb);
    if (!command) return refused({ code: 'unknown-command', typed: asked.verb });

    // A press opens a dialog, which is nobody else's; typed words are answered in the channel.
    if (command.namesPeople && 'words' in asked && (await isPrivatePlace(db, who.value.companyId, place)))
      return refused({ code: 'nobody-named-here' });

    const operator = { ...who.value, place };
    const context = {
      ...{ ...needs, db, operator, place },
      direct: () => direct(from),
      uploadAddress: () => uploadAddress(operator, place),
    };
    const fields = 'fields' in asked ? done(asked.fields) : await read(command, asked.words, context);
    if (!fields.ok) return refused(fields.refusal);
    const args = command.args.safeParse(fields.value);
    if (!args.success) return refused(unfitWords(command));

    const reply = await command.run(args.data, context);
    await reach('inbound:after');
    return reply.kind === 'card-follows' && !(await queueAnswers()) ? { kind: 'card-comes-later' } : reply;
  }
}

type Fields = Record<string, unknown>;

async function read(command: Command, words: string[], context: CommandContext): Promise<Outcome<Fields>> {
  if (command.find) return command.find(words, context);
  if (command.read) return done(command.read(words));
  return words.length === 0 ? done({}) : refuse({ code: 'too-many-words', command: command.name });
}

const unfitWords = ({ name, usage = '' }: Command): Refusal => ({ code: 'unfit-words', command: name, usage });
const refused = (refusal: Refusal): Reply => ({ kind: 'refused', refusal });
