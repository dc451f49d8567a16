import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { envelope } from '../deliver/envelope.ts';
import { invoke } from '../deliver/invoke.ts';
import type { Card, Message } from '../types.ts';
import { checkCard } from '../validation/card.ts';
import { tellPerson, viewKey, type World } from '../world.ts';
import { type Action, actionsIn, verbOf } from './actions.ts';
import { showTask, Task } from './dialog.ts';

type Press = { person: string; messageId: string; verb: string; late: { data: object } | undefined };

export async function press(world: World, { person, messageId, verb, late }: Press): Promise<void> {
  const message = messageOf(world, messageId);
  const cards = cardsFor(world, person, message);
  const buttons = cards.flatMap(actionsIn).filter((one) => verbOf(one) === verb);
  const found = late
    ? (buttons.find(carries(late.data, 'all')) ?? buttons.find(carries(late.data, 'some')))
    : buttons[0];
  const action = found ?? (late && gone(verb, late.data));
  if (!action) throw new Error(`There is no button ${verb} on ${messageId}: ${JSON.stringify(message.cards)}`);
  if (action.type === 'Action.Execute') return execute(world, { person, message, action, trigger: 'manual' });
  return fetchTask(world, { person, message, action });
}

/** Several buttons may have the same verb: all that they carry tells them apart, where that is told. */
const carries =
  (told: object, much: 'all' | 'some') =>
  ({ data }: Action): boolean =>
    much === 'all'
      ? isDeepStrictEqual(data, told)
      : Object.entries(told).every(([key, value]) => isDeepStrictEqual(data[key], value));

/** A button that was on a screen, as it would still be sent from there. */
function gone(verb: string, data: object): Action {
  return { type: opensDialog({ data }) ? 'Action.Submit' : 'Action.Execute', verb, data: { ...data } };
}

const opensDialog = ({ data }: { data: object }) =>
  z.object({ msteams: z.object({ type: z.literal('task/fetch') }) }).safeParse(data).success;

export function messageOf({ messages }: World, id: string): Message {
  const found = messages.get(id);
  if (!found) throw new Error(`There is no message ${id}`);
  return found;
}

export function cardsFor({ views }: World, person: string, { id, cards }: Message): Card[] {
  const own = views.get(viewKey(person, id));
  return own ? [own] : cards;
}

/** The thread of a message in a channel, which its first message names too. */
export function whereIs(world: World, { conversation, root, id }: Message) {
  const isChannel = world.conversations.get(conversation)?.kind === 'channel';
  return { conversation, ...(isChannel && { root: root ?? id }) };
}

const Executed = z.union([
  z.object({
    statusCode: z.literal(200),
    type: z.literal('application/vnd.microsoft.activity.message'),
    value: z.string().min(1),
  }),
  z.object({
    statusCode: z.literal(200),
    type: z.literal('application/vnd.microsoft.card.adaptive'),
    value: z.looseObject({ type: z.literal('AdaptiveCard') }),
  }),
]);

type Executing = { person: string; message: Message; action: Action; trigger: 'manual' | 'automatic' };

export async function execute(world: World, { person, message, action, trigger }: Executing): Promise<void> {
  const { verb, data } = action;
  const activity = envelope(world, person, whereIs(world, message), {
    ...{ type: 'invoke', name: 'adaptiveCard/action', replyToId: message.id },
    value: { action: { type: 'Action.Execute', verb, data }, trigger },
  });
  const answer = await invoke(world, { ...activity, person }, Executed);
  if (answer?.type === 'application/vnd.microsoft.activity.message') tellPerson(world.notices, person, answer.value);
  else if (answer) showView(world, { person, message, card: answer.value });
  world.changed();
}

function showView(world: World, { person, message, card }: { person: string; message: Message; card: Card }): void {
  const findings = checkCard(card, (mri) => world.people.some((one) => one.mri === mri));
  if (findings.length > 0) world.log.violations.push({ where: 'the card of an invoke', messages: findings });
  world.views.set(viewKey(person, message.id), card);
}

async function fetchTask(
  world: World,
  { person, message, action }: { person: string; message: Message; action: Action },
) {
  if (!opensDialog(action)) throw new Error('Outside of dialogs an Action.Submit opens one');
  const where = whereIs(world, message);
  const activity = envelope(world, person, where, {
    ...{ type: 'invoke', name: 'task/fetch', replyToId: message.id },
    value: { data: action.data, context: { theme: 'default' } },
  });
  const task = await invoke(world, { ...activity, person }, Task);
  if (task) showTask(world, { person, where, task });
  world.changed();
}
