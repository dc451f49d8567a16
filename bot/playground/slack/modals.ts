import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { placesIn, withIds } from './elements.ts';
import { makeId } from './ids.ts';
import { type InputValue, initialValue } from './input-value.ts';
import type { OpenView } from './types.ts';
import type { World } from './world.ts';

/** What people have filled in or picked, by block id and action id. */
export type ViewState = Record<string, Record<string, InputValue>>;
export type CheckedView = (HomeView | ModalView) & { blocks: KnownBlock[] };
export type StoredView = OpenView & { view: CheckedView; rootId: string; previousId?: string; state: ViewState };

/** Slack shows at most three dialogs on top of each other. */
export const stackLimit = 3;

/** Each person's dialogs, the one on top last. */
export type Modals = Map<string, StoredView[]>;

export const stackOf = (world: World, person: string): StoredView[] => world.modals.get(person) ?? [];
export const topOf = (world: World, person: string): StoredView | undefined => stackOf(world, person).at(-1);

export function openView(world: World, person: string, view: CheckedView): StoredView {
  const opened = newView(view);
  setStack(world, person, [opened]);
  return opened;
}

/** Undefined when three are open already. */
export function pushView(world: World, person: string, view: CheckedView): StoredView | undefined {
  const stack = stackOf(world, person);
  if (stack.length >= stackLimit) return undefined;

  const pushed = newView(view, stack.at(-1));
  setStack(world, person, [...stack, pushed]);
  return pushed;
}

/** Slack keeps what a person has filled in where block id and action id stay the same. */
export function updateView(world: World, person: string, was: StoredView, view: CheckedView): StoredView {
  const fresh = newView(view);
  const { errors: _gone, ...rest } = was;
  const updated = { ...rest, view: fresh.view, hash: fresh.hash, state: keepFilled(fresh.state, was.state) };
  setStack(
    world,
    person,
    stackOf(world, person).map((one) => (one.id === was.id ? updated : one)),
  );
  return updated;
}

/** The view that was beneath it, if any, is in front again. */
export function closeView(world: World, person: string, id: string): void {
  setStack(
    world,
    person,
    stackOf(world, person).filter((one) => one.id !== id),
  );
}

export function showErrors(world: World, person: string, id: string, errors: Record<string, string>): void {
  setStack(
    world,
    person,
    stackOf(world, person).map((one) => (one.id === id ? { ...one, errors } : one)),
  );
}

export function clearViews(world: World, person: string): void {
  setStack(world, person, []);
}

export function newView(view: CheckedView, previous?: StoredView): StoredView {
  const id = makeId('V');
  const blocks = withIds(view.blocks);
  const checked: CheckedView = { ...view, blocks };
  return {
    id,
    hash: newHash(),
    view: checked,
    state: initialState(blocks),
    rootId: previous?.rootId ?? id,
    ...(previous && { previousId: previous.id }),
  };
}

let hashes = 0;
function newHash(): string {
  hashes += 1;
  return `${Math.floor(Date.now() / 1000)}.${hashes.toString(36).padStart(8, '0')}`;
}

export function initialState(blocks: KnownBlock[]): ViewState {
  const state: ViewState = {};
  for (const { blockId, actionId, element } of placesIn(blocks)) {
    const value = initialValue(element);
    if (value) state[blockId] = { ...state[blockId], [actionId]: value };
  }
  return state;
}

export function keepFilled(fresh: ViewState, filled: ViewState): ViewState {
  return Object.fromEntries(
    Object.entries(fresh).map(([blockId, values]) => [
      blockId,
      Object.fromEntries(
        Object.entries(values).map(([actionId, value]) => {
          const was = filled[blockId]?.[actionId];
          return [actionId, was?.type === value.type ? was : value];
        }),
      ),
    ]),
  );
}

function setStack(world: World, person: string, stack: StoredView[]): void {
  world.modals.set(person, stack);
  world.changed();
}
