import type { Suggest } from './suggestions.ts';

const COMMANDS = [
  { words: '/muster', note: 'Onboard people in bulk' },
  { words: '/muster import', note: 'Bring in a list of people' },
  { words: '/muster invite', note: 'Invite people from a list' },
  { words: '/muster runs', note: 'See what was sent, and what waits' },
  { words: '/muster help', note: 'Everything it understands' },
];

/** While a command is being typed. */
export const slashCommands: Suggest = (before) => {
  const typed = before.toLowerCase();
  const isCommand = typed.startsWith('/');
  return {
    from: 0,
    fitting: isCommand ? COMMANDS.filter(({ words }) => words.startsWith(typed) && words !== typed) : [],
  };
};
