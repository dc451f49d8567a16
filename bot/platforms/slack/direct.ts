import type { WebClient } from '@slack/web-api';
import { toFault } from './fault.ts';

/** Slack's ids of conversations with one person alone begin with D. */
export const isDirect = (conversation: string) => conversation.startsWith('D');

/** The conversation between the bot and this person. */
export async function direct(client: WebClient, userId: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: userId }).catch((error) => {
    throw toFault(error);
  });
  if (!channel?.id) throw new Error('conversations.open gave no channel');
  return channel.id;
}
