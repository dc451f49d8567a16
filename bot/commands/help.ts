import { z } from 'zod';
import { type Command, defineCommand } from './define.ts';

export const help = (commands: () => Command[]): Command =>
  defineCommand({
    name: 'help',
    summary: 'What I can do',
    args: z.object({}),

    async run() {
      const typed = commands().filter(({ hidden }) => !hidden);
      return {
        kind: 'help',
        commands: typed.map(({ name, usage, summary }) => ({ usage: usage ? `${name} ${usage}` : name, summary })),
      };
    },
  });
