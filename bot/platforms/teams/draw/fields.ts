import type { Suggestion } from '../../../reply.ts';
import type { Field, Input } from '../../../views/block.ts';
import { cut } from '../../../views/cut.ts';
import { theirs } from '../../../views/ink.ts';
import { formWords } from '../../../wording.ts';
import type { Element, InputElement } from './adaptive.ts';
import { type Drawing, drawBlock } from './blocks.ts';

export type FormDrawing = Drawing & { timeZone?: string | undefined };

type Common = { id: string; label: string; isRequired?: true; errorMessage?: string };
type Inputs = {
  [K in Input['type']]: (input: Extract<Input, { type: K }>, common: Common, drawing: FormDrawing) => Element[];
};

/** A field of a form, and below it what helps to fill it in. */
export function drawField({ id, label, hint, optional, input }: Field, drawing: FormDrawing): Element[] {
  const common: Common = { id, label, ...(!optional && { isRequired: true, errorMessage: formWords.required(label) }) };
  const draw = inputs[input.type] as (input: Input, common: Common, drawing: FormDrawing) => Element[];
  return [...draw(input, common, drawing), ...(hint ? drawBlock({ kind: 'note', words: theirs(hint) }, drawing) : [])];
}

const inputs: Inputs = {
  // A dialog of cards takes no files.
  file: (_, __, drawing) => drawBlock({ kind: 'text', words: formWords.file.inChat }, drawing),

  line: ({ most, initial }, common) => [
    { type: 'Input.Text', ...common, maxLength: most, ...(initial && { value: initial }) },
  ],

  paragraph: ({ most }, common) => [{ type: 'Input.Text', ...common, isMultiline: true, maxLength: most }],

  tick: ({ label, about, ticked }, { id, label: above }, drawing) => [
    { type: 'Input.Toggle', id, label: above, title: label, value: ticked ? 'true' : 'false' },
    ...drawBlock({ kind: 'note', words: about }, drawing),
  ],

  choice: ({ options, initial }, common) => [
    {
      type: 'Input.ChoiceSet',
      ...common,
      style: 'compact',
      choices: options.map(choice),
      value: initial.value,
    },
  ],

  pick: ({ of, many, hint, initial }, common) => [
    search(common, of, { placeholder: hint, ...(many && { isMultiSelect: true }) }, initial && choice(initial)),
  ],

  people: (_, common) => [search(common, PEOPLE, { isMultiSelect: true })],

  moment({ initial }, { label, ...common }, { timeZone = 'UTC' }) {
    const [date = '', time = ''] = onTheClock(initial, timeZone).split(' ');
    return [
      { type: 'Input.Date', ...common, label, value: date },
      { type: 'Input.Time', ...common, id: `${common.id}_time`, label: formWords.at.time, value: time },
    ];
  },

  // Cards have no menu of channels: it is chosen by a command in the channel itself.
  channel: (_, { id, label }, drawing) =>
    drawBlock({ kind: 'text', words: formWords.channelByCommand(label, id) }, drawing),
};

// Colleagues by their Entra ids. learn.microsoft.com, "People Picker in Adaptive Cards".
const PEOPLE = 'graph.microsoft.com/users';

type More = { placeholder?: string; isMultiSelect?: true };

const search = (common: Common, dataset: string, more: More, initial?: Choice): InputElement => ({
  type: 'Input.ChoiceSet',
  ...common,
  style: 'filtered',
  choices: initial ? [initial] : [],
  'choices.data': { type: 'Data.Query', dataset },
  ...more,
  ...(initial && { value: initial.value }),
});

type Choice = { title: string; value: string };

const LONGEST_CHOICE = 100;

const choice = ({ name, rest, value }: Suggestion): Choice => ({
  title: cut(theirs(name), Math.max(1, LONGEST_CHOICE - rest.length)) + rest,
  value,
});

/** "2026-11-22 09:00", as inputs of a card take it. Swedes write it so. */
const onTheClock = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(at);
