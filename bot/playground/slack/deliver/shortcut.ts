import type { Conversation } from '../conversations.ts';
import { messageObject } from '../message-object.ts';
import type { StoredMessage } from '../state.ts';
import { complain, type World } from '../world.ts';
import { channelPayload, commonPayload } from './payload.ts';
import { sendInteraction } from './send.ts';

type Shortcut = { person: string; conversation: Conversation; message: StoredMessage; callbackId: string };

/** Delivers a message shortcut. */
export async function deliverShortcut(
  world: World,
  { person, conversation, message, callbackId }: Shortcut,
): Promise<void> {
  const { channel, ts } = message;
  const ack = await sendInteraction(world, {
    type: 'message_action',
    ...commonPayload(world, person),
    callback_id: callbackId,
    trigger_id: world.triggers.issue(person),
    response_url: world.responseUrls.issue({ person, channel, original: { channel, ts } }),
    action_ts: world.state.clock.next(),
    message_ts: ts,
    channel: channelPayload(conversation),
    message: messageObject(world, message),
  });
  if (!ack.ok) complain(world, person, `This did not work. Try again? (${ack.error})`);
}
