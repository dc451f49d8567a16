import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { envelope } from '../deliver/envelope.ts';
import { invoke } from '../deliver/invoke.ts';
import type { Card, Inputs, Where } from '../types.ts';
import { checkCard } from '../validation/card.ts';
import { tellPerson, type World } from '../world.ts';
import { actionsIn, inputsIn, verbOf } from './actions.ts';

const size = z.enum(['small', 'medium', 'large']).or(z.int());
const frame = { title: z.string().min(1), height: size, width: size };
const card = z.object({
  contentType: z.literal('application/vnd.microsoft.card.adaptive'),
  content: z.looseObject({ type: z.literal('AdaptiveCard') }),
});

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots */
export const Task = z.object({
  task: z.discriminatedUnion('type', [
    z.object({ type: z.literal('message'), value: z.string().min(1) }),
    z.object({
      type: z.literal('continue'),
      value: z.union([z.object({ ...frame, card }), z.object({ ...frame, url: z.url(), fallbackUrl: z.url() })]),
    }),
  ]),
});

type Shown = { person: string; where: Where; task: z.infer<typeof Task> };

/** A word closes the dialog; a card or a page of the app's own stands in it. */
export function showTask(world: World, { person, where, task: { task } }: Shown): void {
  world.dialogs.delete(person);
  if (task.type === 'message') {
    tellPerson(world.notices, person, task.value);
    return;
  }
  const { title } = task.value;
  if ('url' in task.value) {
    world.dialogs.set(person, { title, page: task.value.url, card: { type: 'AdaptiveCard' }, where });
    return;
  }
  const { card } = task.value;
  const findings = checkCard(card.content, (mri) => world.people.some((one) => one.mri === mri));
  if (findings.length > 0) world.log.violations.push({ where: 'a dialog', messages: findings });
  world.dialogs.set(person, { title, card: card.content, where });
}

type Submitted = { person: string; inputs: Inputs; verb: string | undefined; data: object | undefined };

export async function submit(world: World, { person, inputs, verb, data }: Submitted): Promise<void> {
  const dialog = world.dialogs.get(person);
  if (!dialog) throw new Error('No dialog is open');
  const action = actionsIn(dialog.card).find(
    (one) =>
      one.type === 'Action.Submit' && (!verb || verbOf(one) === verb) && (!data || isDeepStrictEqual(one.data, data)),
  );
  if (!action) throw new Error(`There is no button ${verb} in ${JSON.stringify(dialog.card)}`);

  const filled = fillIn(dialog.card, inputs);
  const activity = envelope(world, person, dialog.where, {
    ...{ type: 'invoke', name: 'task/submit' },
    value: { data: { ...action.data, ...filled }, context: { theme: 'default' } },
  });
  const task = await invoke(world, { ...activity, person }, Task);
  if (task) showTask(world, { person, where: dialog.where, task });
  world.changed();
}

/** What the inputs hold, as filled in or as they came. */
export function fillIn(card: Card, inputs: Inputs): Inputs {
  const fields = inputsIn(card);
  const unknown = Object.keys(inputs).filter((id) => !fields.some((field) => field.id === id));
  if (unknown.length > 0) throw new Error(`Nothing in the dialog is called ${unknown.join(', ')}`);
  const filled = Object.fromEntries(
    fields.flatMap(({ id, value }) => {
      const given = inputs[id] ?? (typeof value === 'string' ? value : undefined);
      return given === undefined ? [] : [[id, given]];
    }),
  );
  const missing = fields.filter(({ id, isRequired }) => isRequired && !filled[id]);
  if (missing.length > 0) throw new Error(`Teams wants ${missing.map(({ id }) => id).join(', ')}`);

  return filled;
}
