import type { Choices, SentAct } from '../act.ts';
import type { State } from '../state.ts';
import type { SentTeamsAct } from '../teams-act.ts';
import { Refused } from './refused.ts';
import type { Page, Store } from './store.ts';
import { takeState } from './store.ts';

type WithoutPerson<Act> = Act extends { person: string } ? Omit<Act, 'person'> : never;
export type Deed = WithoutPerson<SentAct>;
export type TeamsDeed = WithoutPerson<SentTeamsAct>;
type Answer = { state: State | null; options: Choices };

/** Has the server do it in the name of who sits here. Throws `Refused` with a sentence for the person. */
export async function act(store: Store, deed: Deed): Promise<Answer> {
  const { person } = store.get();
  return take(store, await post('/playground/act', { ...deed, person }));
}

export async function actInTeams(store: Store, deed: TeamsDeed): Promise<Answer> {
  const { person } = store.get();
  return take(store, await post('/playground/teams/act', { ...deed, person }));
}

function take(store: Store, answer: Answer): Answer {
  if (answer.state) takeState(store, answer.state);
  return answer;
}

/** The same, with what went wrong shown on the page. Answers whether it was done. */
export function tryAct(store: Store, deed: Deed | (() => Promise<Deed>)): Promise<boolean> {
  store.change({ trouble: undefined, readComplaints: false });
  return isDone(store, async () => act(store, typeof deed === 'function' ? await deed() : deed));
}

export function tryInTeams(store: Store, deed: TeamsDeed | (() => Promise<TeamsDeed>)): Promise<boolean> {
  store.change({ trouble: undefined, ...allComplaintsRead(store.get()) });
  return isDone(store, async () => actInTeams(store, typeof deed === 'function' ? await deed() : deed));
}

export function allComplaintsRead({ server, person = '', readInTeams }: Page): Pick<Page, 'readInTeams'> {
  const complaints = server?.teams?.snapshot.complaints.length ?? 0;
  return { readInTeams: new Map([...readInTeams, [person, complaints]]) };
}

async function isDone(store: Store, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    store.change({ trouble: error instanceof Refused ? error.message : 'The page could not do that.' });
    return false;
  }
}

async function post(address: string, body: unknown): Promise<Answer> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Refused('The playground is not answering. Is it still running?');
  });
  if (response.ok) return (await response.json()) as Answer;

  const told = (await response.json().catch(() => ({}))) as { error?: string };
  throw new Refused(told.error ?? `The playground answered ${response.status}.`);
}
