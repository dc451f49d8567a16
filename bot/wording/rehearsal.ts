import type { RunReport } from '#core/runs/run-report.ts';
import { people, plural } from './numbers.ts';
import { runStates } from './states.ts';

const WORD = 'Rehearsal';

/** How a rehearsal is told from what is real: by this word, wherever a run is spoken of. Inboxes come masked, as the platform writes them. */
export const rehearsalWords = {
  word: WORD,
  band: (inbox: string) =>
    `every mail goes to ${inbox} instead of the people, and linking is simulated. Nobody counts as invited.`,
  loginMails: (inbox: string) => `login mails go to ${inbox} instead of the people.`,
  /** A sentence, or a line of a list, about what may be one. */
  said: (words: string, isRehearsal: boolean) => (isRehearsal ? `${WORD}: ${words}` : words),
  over: ({ state, totals }: RunReport) => `${runStates[state]}: ${people(totals.invited)} would have been invited`,
  /** After the setting has changed. */
  unmoved: (runs: number) =>
    `${plural(runs, 'run that was confirmed before stays', 'runs that were confirmed before stay')} as ${runs === 1 ? 'its card says' : 'their cards say'}; pause or cancel ${runs === 1 ? 'it' : 'them'} if that is not what you want.`,
  /** In what is asked back before people are mailed. */
  asked: (question: string, { rehearsal }: RunReport) =>
    rehearsal === undefined ? question : `${WORD}: the mails go to one inbox, not to the people. ${question}`,
};
