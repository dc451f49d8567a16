import { Fault } from '#core/fault.ts';
import { type Clients, openClients, type Slack } from './clients.ts';
import { type Files, makeFiles } from './files.ts';
import { makePeople, type People } from './people.ts';
import { type TokenSource, withToken } from './with-token.ts';

/** Where the app is installed, and all that it works with there. */
export type Desk = Clients & { at: Installed; people: People; files: Files };

/** A workspace (T…), or an organisation (E…) where the app is installed for all of it. */
export type Installed = { workspaceId: string; isEnterprise: boolean; botUserId: string };

/** Each installation's own desk: nothing of one is ever used for another. */
export type Desks = {
  /** Undefined where the app is not installed (any more). A Fault while nobody can know. */
  of(workspaceId: string): Promise<Desk | undefined>;
};

export function openDesk(slack: Slack, at: Installed, tokens: TokenSource): Desk {
  const clients = openClients(slack, withToken(tokens, slack.apiUrl));
  return {
    ...clients,
    at,
    people: makePeople(clients.answers, at, clients.errands),
    files: makeFiles(clients.errands, { apiUrl: slack.apiUrl, token: tokens.present }),
  };
}

/** For what has to be said there: the desk, or a Fault that waiting does not mend. Back in the workspace, it is said then. */
export async function deskIn(desks: Desks, workspaceId: string): Promise<Desk> {
  const desk = await desks.of(workspaceId);
  if (!desk) throw new Fault('The app is not installed there', { retry: 'never' });
  return desk;
}
