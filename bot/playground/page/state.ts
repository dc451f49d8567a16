import { randomUUID } from 'node:crypto';
import type { Snapshot } from '../slack/types.ts';
import type { Snapshot as TeamsSnapshot } from '../teams/types.ts';
import type { Mail, PageNeeds } from './needs.ts';

/** A mail as the page lists it. Its text and HTML are fetched when somebody opens it, for there may be thousands. */
export type ShownMail = Omit<Mail, 'html' | 'text'> & { hasHtml: boolean };

export type Chat = 'slack' | 'teams';

export type TeamsSeen = { snapshot: TeamsSnapshot; team: { name: string }; isReady: boolean };

export type State = {
  /** Another one after every start of the server: then counting begins anew. */
  epoch: string;
  /** Grows with every state, so that the page can tell a late answer from a fresh one. */
  seq: number;
  workspace: { name: string };
  /** Where one can be. */
  chats: Chat[];
  snapshot: Snapshot;
  /** For who looks at Teams. */
  teams?: TeamsSeen;
  mails: ShownMail[];
};

export type Seen = Omit<State, 'epoch' | 'seq'>;

/** What this person sees now; undefined when nobody has that id. */
export function look(needs: PageNeeds, person: string, chat: Chat = 'slack'): Seen | undefined {
  const { slack, mailbox, workspace } = needs;
  const knows = slack.snapshot(workspace.firstPerson).people.some(({ id }) => id === person);
  if (!knows) return undefined;

  const snapshot = slack.snapshot(person);
  const teams = chat === 'teams' ? lookAtTeams(needs, snapshot.me.email) : undefined;
  return {
    workspace: { name: workspace.name },
    chats: needs.teams ? ['slack', 'teams'] : ['slack'],
    snapshot,
    ...(teams && { teams }),
    mails: mailbox.list().map(({ html, text: _unseen, ...mail }) => ({ ...mail, hasHtml: html !== undefined })),
  };
}

function lookAtTeams({ teams }: PageNeeds, email: string): TeamsSeen | undefined {
  const person = teams?.personAt(email);
  return teams && person ? { snapshot: teams.snapshot(person), team: teams.team, isReady: teams.isReady() } : undefined;
}

/** Numbers what was seen, as JSON; one per server. */
export function makeNumbering(): (seen: string) => string {
  const epoch = randomUUID();
  let seq = 0;
  return (seen) => {
    seq += 1;
    // Spliced, because a state may be large and its text has just been made to see whether it changed.
    return `{"epoch":"${epoch}","seq":${seq},${seen.slice(1)}`;
  };
}
