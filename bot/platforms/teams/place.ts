import type { Place } from '#core/operator.ts';

/** Only posts in the channels of a team have threads (19:…@thread.tacv2; older ones @thread.skype). */
const isChannel = (conversation: string) => /@thread\.(tacv2|skype)$/.test(conversation);

/** Teams' ids of conversations with one person alone begin so. */
export const isPersonal = (conversation: string) => conversation.startsWith('a:');

/** What Teams calls a thread: the channel with the id of its first message. Elsewhere the conversation itself. */
export function threadOf({ conversation, root }: Pick<Place, 'conversation' | 'root'>): string {
  return root && isChannel(conversation) ? `${conversation};messageid=${root}` : conversation;
}
