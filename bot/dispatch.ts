import type { Logger } from 'pino';
import { recognise } from '#core/directory/recognise.ts';
import { reference } from '#core/process/log.ts';
import type { Db } from '#core/store/db.ts';
import { firstTime, forget } from '#core/store/inbound-events.ts';
import { cardWords } from './commands/card-words.ts';
import type { Command, CommandContext } from './commands/define.ts';
import { commandNamed } from './commands/index.ts';
import type { Hear, Heard } from './platforms/define.ts';
import type { Reply } from './reply.ts';

type Needs = { db: Db; log: Logger; product: CommandContext['product'] };

/** Heard → command → Reply. The only place that catches: whatever goes wrong gets a number that the log knows too. */
export function makeDispatch({ db, log, product }: Needs): Hear {
  return async function dispatch(heard: Heard): Promise<Reply> {
    try {
      return await answer(heard);
    } catch (error) {
      const number = reference();
      log.error({ err: error, reference: number, verb: heard.asked.verb }, 'a command failed');
      if (heard.eventKey) await forget(db, heard.from.platform, heard.eventKey).catch(() => {});
      return { kind: 'went-wrong', reference: number };
    }
  };

  async function answer({ eventKey, from, place, asked }: Heard): Promise<Reply> {
    if (eventKey && !(await firstTime(db, from.platform, eventKey))) return { kind: 'card-follows' };

    const who = await recognise({ db }, from);
    if (!who.ok) return { kind: 'refused', refusal: who.refusal };

    const command = commandNamed(asked.verb);
    if (!command) return { kind: 'refused', refusal: { code: 'unknown-command', typed: asked.verb } };

    const fields = 'fields' in asked ? asked.fields : await read(command, asked.words, who.value.companyId);
    const args = command.args.safeParse(fields);
    if (!args.success) return { kind: 'refused', refusal: unfitWords(command) };
    return command.run(args.data, { db, operator: who.value, place, product });
  }

  function read(command: Command, words: string[], companyId: string) {
    return command.read ? command.read(words) : cardWords(db, companyId, words);
  }
}

const unfitWords = ({ name, usage = '' }: Command) => ({ code: 'unfit-words' as const, command: name, usage });
