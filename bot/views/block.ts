import type { Picker } from '../platforms/define.ts';
import type { Suggestion } from '../reply.ts';
import type { Confirm } from '../wording.ts';

/** What a view is made of. Each platform draws every kind in its own way. Words may have marks in them (ink.ts). */
export type Block =
  | { kind: 'heading'; words: string }
  /** A paragraph, and the one thing that can be pressed beside it. */
  | { kind: 'text'; words: string; beside?: Button }
  /** What matters less. */
  | { kind: 'note'; words: string }
  /** Labels before their numbers. */
  | { kind: 'facts'; pairs: [label: string, value: number][] }
  /** How far something is. */
  | { kind: 'progress'; done: number; all: number; words: string }
  /** Things of a few lines, one below the other. What has no room is counted. */
  | { kind: 'items'; items: string[] }
  /** Things of one line, as close as they can stand. What has no room is counted. */
  | { kind: 'lines'; lines: string[] }
  /** Cells are read as their letters, whatever they are. */
  | { kind: 'table'; header: string[]; lines: string[][] }
  | { kind: 'actions'; actions: (Button | Menu)[] }
  /** Leads out of the chat, to a page of ours. */
  | { kind: 'link'; label: string; address: string };

export type Button = {
  verb: string;
  label: string;
  /** What the details or the card show. Whatever else matters is read again when it is pressed. */
  carries?: Carries;
  style?: 'primary' | 'danger';
  confirm?: Confirm;
  /** For whoever has it read out, where several buttons say the same. */
  spoken?: string;
};

/** The id of an import or a run and the version of its card; of details also the page and what is looked at. */
export type Carries = { id: string; version: number; page?: number; filter?: string };

/** One of several things to look at; the choice is a press of its verb. */
export type Menu = { verb: string; choices: { label: string; carries: Carries }[]; chosen: number };

/** What a form asks for. Each field is called as what it fills. */
export type Field = { kind: 'field'; id: string; label: string; hint?: string; optional?: true; input: Input };

export type Input =
  | { type: 'file'; extensions: string[] }
  | { type: 'line'; most: number; initial?: string }
  | { type: 'paragraph'; most: number }
  /** One thing that is wanted or not. */
  | { type: 'tick'; label: string; about: string; ticked: boolean }
  | { type: 'choice'; options: Suggestion[]; initial: Suggestion }
  /** One or more of what is offered for the letters typed so far. */
  | { type: 'pick'; of: Picker; many: boolean; hint: string; initial?: Suggestion }
  | { type: 'moment'; initial: Date }
  | { type: 'people'; most: number }
  | { type: 'channel'; initial?: string };
