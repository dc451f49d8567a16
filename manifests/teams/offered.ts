import { commandNamed } from '#bot/commands/index.ts';

/** What Teams offers by name while somebody types: 12 each at most, says the schema. Whatever else there is can be typed too; `help` tells. */
const offered = {
  /** Whoever brings people in: files come in here, and answers may name somebody. */
  personal: 'import, template, invite, status, runs, log, who, numbers, audit, settings, about, help',
  /** The channel that a list is worked on in. */
  team: 'import, template, invite, status, runs, queue, send, pause, resume, cancel, imports, help',
  /** A few who watch and decide. */
  groupChat: 'status, runs, queue, log, download, send, pause, resume, cancel, audit, verify, help',
};

export function offeredIn(scope: keyof typeof offered) {
  return offered[scope].split(', ').map((name) => {
    const command = commandNamed(name);
    if (!command) throw new Error(`There is no command “${name}” to offer in Teams`);
    const { summary, usage } = command;
    return { title: name, description: usage ? `${summary} · ${name} ${usage}` : summary };
  });
}
