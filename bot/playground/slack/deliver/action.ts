import type { Conversation } from '../conversations.ts';
import type { Place } from '../elements.ts';
import type { InputValue } from '../input-value.ts';
import { messageObject } from '../message-object.ts';
import { initialState, keepFilled, type StoredView, type ViewState } from '../modals.ts';
import { messageKey, type StoredMessage } from '../state.ts';
import { viewObject } from '../view-object.ts';
import { complain, type World } from '../world.ts';
import { channelPayload, commonPayload } from './payload.ts';
import { sendInteraction } from './send.ts';

type Action = { person: string; place: Place; chosen: InputValue | undefined };

/** A button on a message, or an option picked there. */
export async function deliverMessageAction(
  world: World,
  { conversation, message, ...action }: Action & { conversation: Conversation; message: StoredMessage },
): Promise<void> {
  const { channel, ts, threadTs, onlyFor } = message;
  const { person, place, chosen } = action;
  const state = picked(world, person, message);
  if (chosen && state[place.blockId]) remember(state, place, chosen);

  await deliver(world, action, {
    trigger_id: world.triggers.issue(person),
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel,
      is_ephemeral: onlyFor !== undefined,
      ...(threadTs && { thread_ts: threadTs }),
    },
    channel: channelPayload(conversation),
    // Of an ephemeral message Slack tells no content.
    ...(!onlyFor && { message: messageObject(world, message) }),
    state: { values: state },
    response_url: world.responseUrls.issue({ person, channel, original: { channel, ts } }),
  });
}

/** What this person has picked in the message so far, as far as it is still there to pick. */
function picked({ picks }: World, person: string, message: StoredMessage): ViewState {
  const key = `${person} ${messageKey(message)}`;
  const state = keepFilled(initialState(message.blocks ?? []), picks.get(key) ?? {});
  picks.set(key, state);
  return state;
}

/** A button in a dialog or on the Home tab, or an option picked there. */
export async function deliverViewAction(
  world: World,
  { view, ...action }: Action & { view: StoredView },
): Promise<void> {
  await deliver(world, action, {
    trigger_id: world.triggers.issue(action.person, view.id),
    container: { type: 'view', view_id: view.id },
    view: viewObject(world, view),
  });
}

async function deliver(world: World, action: Action, where: Record<string, unknown>): Promise<void> {
  const payload = {
    type: 'block_actions',
    ...commonPayload(world, action.person),
    ...where,
    actions: [actionOf(world, action)],
  };
  const ack = await sendInteraction(world, payload);
  if (!ack.ok) complain(world, action.person, `This did not work. Try again? (${ack.error})`);
}

function actionOf({ state }: World, { place, chosen }: Action): Record<string, unknown> {
  const { element, blockId, actionId } = place;
  return {
    type: element.type,
    action_id: actionId,
    block_id: blockId,
    ...('text' in element && { text: element.text }),
    ...('value' in element && element.value !== undefined && { value: element.value }),
    ...('confirm' in element && { confirm: element.confirm }),
    ...('placeholder' in element && { placeholder: element.placeholder }),
    ...chosen,
    action_ts: state.clock.next(),
  };
}

export function remember(state: ViewState, { blockId, actionId }: Place, value: InputValue): void {
  state[blockId] = { ...state[blockId], [actionId]: value };
}
