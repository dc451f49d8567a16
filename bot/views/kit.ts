import type { CardButton } from '../card-buttons.ts';
import type { Block, Button, Carries, Field, Input, Menu } from './block.ts';

export const heading = (words: string): Block => ({ kind: 'heading', words });
export const text = (words: string): Block => ({ kind: 'text', words });
export const note = (words: string): Block => ({ kind: 'note', words });
export const items = (items: string[]): Block => ({ kind: 'items', items });
export const lines = (lines: string[]): Block => ({ kind: 'lines', lines });
export const table = (header: string[], lines: string[][]): Block => ({ kind: 'table', header, lines });
export const facts = (pairs: Record<string, number>): Block => ({ kind: 'facts', pairs: Object.entries(pairs) });

/** A paragraph where there is one to say. */
export const textIf = (words: string | undefined): Block[] => (words === undefined ? [] : [text(words)]);
export const noteIf = (words: string | undefined): Block[] => (words === undefined ? [] : [note(words)]);

/** No buttons, no block: platforms refuse an empty one. */
export const actions = (actions: (Button | Menu)[]): Block[] =>
  actions.length > 0 ? [{ kind: 'actions', actions }] : [];

export const button = ({ id, version, ...button }: CardButton): Button => ({ ...button, carries: { id, version } });

/** A button that carries nothing but its verb. */
export const start = (verb: string, label: string): Button => ({ verb, label });

/** To another page of the same details. */
export const turn = (label: string, id: string, page: number, filter?: string): Button => ({
  ...start('details', label),
  carries: turned(id, page, filter),
});

const turned = (id: string, page: number, filter?: string): Carries => ({
  id,
  version: 1,
  page,
  ...(filter && { filter }),
});

/** What of the details is shown: one of these, each with how many there are. */
export const filterMenu = (id: string, choices: { label: string; filter?: string }[], chosen?: string): Menu => ({
  verb: 'details',
  choices: choices.map(({ label, filter }) => ({ label, carries: turned(id, 1, filter) })),
  chosen: choices.findIndex(({ filter }) => filter === chosen),
});

/** ▓▓▓░░░░░░░ */
export function bar(done: number, all: number): string {
  const filled = all === 0 ? 10 : Math.floor((done / all) * 10);
  return '▓'.repeat(filled) + '░'.repeat(10 - filled);
}

type More = { optional?: true; hint?: string };

export const field = (id: string, label: string, input: Input, more: More = {}): Field => ({
  kind: 'field',
  id,
  label,
  input,
  ...more,
});

export const tick = (id: string, label: string, words: { label: string; about: string }, ticked: boolean): Field =>
  field(id, label, { type: 'tick', ...words, ticked }, { optional: true });
