import type { Choices, SentAct } from '../act.ts';
import type { State } from '../state.ts';
import { Refused } from './refused.ts';
import type { Store } from './store.ts';
import { takeState } from './store.ts';

type WithoutPerson<Act> = Act extends { person: string } ? Omit<Act, 'person'> : never;
export type Deed = WithoutPerson<SentAct>;
type Answer = { state: State | null; options: Choices };

/** Has the server do it in the name of who sits here. Throws `Refused` with a sentence for the person. */
export async function act(store: Store, deed: Deed): Promise<Answer> {
  const { person } = store.get();
  const answer = await post({ ...deed, person });
  if (answer.state) takeState(store, answer.state);
  return answer;
}

/** The same, with what went wrong shown on the page. Answers whether it was done. */
export async function tryAct(store: Store, deed: Deed | (() => Promise<Deed>)): Promise<boolean> {
  try {
    store.change({ trouble: undefined, readComplaints: false });
    await act(store, typeof deed === 'function' ? await deed() : deed);
    return true;
  } catch (error) {
    store.change({ trouble: error instanceof Refused ? error.message : 'The page could not do that.' });
    return false;
  }
}

async function post(body: unknown): Promise<Answer> {
  const response = await fetch('/playground/act', {
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
