import type { Person } from '../../../slack/types.ts';
import { freshId, h, on } from '../base/dom.ts';
import { whenChanged } from '../base/keyed.ts';
import { follow } from '../live.ts';
import { remember } from '../memory.ts';
import { avatar } from '../message/avatar.ts';
import { channelsOf, type Page, type Store } from '../store.ts';

/** The switcher between the people one can be. */
export function people(store: Store) {
  const titleId = freshId('people');
  const rows = h('div', { class: 'people', role: 'radiogroup', 'aria-labelledby': titleId });
  const element = h('section', { class: 'side-part' }, h('h2', { class: 'side-title', id: titleId }, 'You are'), rows);
  const build = whenChanged((all: Person[]) => rows.replaceChildren(...all.map((person) => row(store, person))));

  return { element, show };

  function show({ server, person }: Page) {
    build(server?.snapshot.people ?? []);
    for (const input of rows.querySelectorAll('input')) input.checked = input.value === person;
  }
}

function row(store: Store, { id, name, about }: Person): HTMLElement {
  const nameId = freshId('name');
  const aboutId = freshId('about');
  const input = h('input', {
    type: 'radio',
    name: 'person',
    value: id,
    'aria-labelledby': nameId,
    'aria-describedby': aboutId,
  });
  on(input, 'change', () => become(store, id));
  const words = h(
    'span',
    { class: 'person-words' },
    h('strong', { id: nameId }, name),
    h('span', { class: 'faint', id: aboutId }, about),
  );
  return h('label', { class: 'person' }, input, avatar(name), words);
}

/** Becomes another person. The place stays the same where that person has it too. */
export function become(store: Store, person: string): void {
  const { place, server, thread } = store.get();
  remember('tab', 'person', person);
  const isDirect = (id: string | undefined) =>
    channelsOf(server).some((channel) => channel.id === id && channel.kind === 'direct') ||
    server?.teams?.snapshot.conversations.some((talk) => talk.id === id && talk.kind === 'personal');
  store.change({
    person,
    answers: new Map(),
    ...(place && 'id' in place && isDirect(place.id) && { place: undefined }),
    ...(isDirect(thread?.channel) && { thread: undefined }),
  });
  follow(store, person);
}
