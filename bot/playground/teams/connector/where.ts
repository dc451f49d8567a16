import { problem, type Reply } from '../http/reply.ts';
import type { Conversation } from '../types.ts';
import type { World } from '../world.ts';

export type At = { conversation: Conversation; root?: string };

/** The conversation, and in a channel the thread, that an address names. Or what Teams says to such an address. */
export function placeOf({ conversations, messages }: World, address: string): At | Reply {
  const [id = '', root] = address.split(';messageid=');
  const conversation = conversations.get(id);
  if (!conversation) return problem(404, 'ConversationNotFound');
  if (conversation.withoutBot) return problem(403, 'BotNotInConversationRoster');
  if (root === undefined) return { conversation };
  if (conversation.kind !== 'channel') return problem(400, 'BadArgument', 'Only channels have threads');
  const begins = messages.get(root);
  if (begins?.conversation !== id || begins.root) return problem(404, 'ActivityNotFoundInConversation');
  return { conversation, root };
}

export const isReply = (found: At | Reply): found is Reply => 'status' in found;
