import type { Person } from '../../../teams/types.ts';
import type { Suggest, Suggestion } from '../composer/suggestions.ts';

const COMMANDS: Suggestion[] = [
  { words: 'import', note: 'Bring in a list of people' },
  { words: 'invite', note: 'Invite people from a list' },
  { words: 'runs', note: 'See what was sent, and what waits' },
  { words: 'help', note: 'Everything it understands' },
];

type Talk = { bot: string; people: Person[]; isPersonal: boolean };

/** Whom one may mention after an @, and the commands where one begins. */
export const teamsWords =
  (talk: () => Talk): Suggest =>
  (before) => {
    const { bot, people, isPersonal } = talk();
    const at = before.lastIndexOf('@');
    const typed = before.slice(at + 1).toLowerCase();
    const named = [
      { words: `@${bot} `, note: 'The bot hears only what mentions it' },
      ...people.map(({ name, about }) => ({ words: `@${name} `, note: about })),
    ].filter(({ words }) => words.toLowerCase().startsWith(`@${typed}`) && words.toLowerCase() !== `@${typed}`);
    if (at !== -1 && named.length > 0) return { from: at, fitting: named };

    const start = isPersonal ? 0 : `@${bot} `.length;
    const isToBot = isPersonal || before.startsWith(`@${bot} `);
    const begun = before.slice(start).toLowerCase();
    if (!isToBot || (isPersonal && begun === '')) return { from: 0, fitting: [] };
    return { from: start, fitting: COMMANDS.filter(({ words }) => words.startsWith(begun) && words !== begun) };
  };
