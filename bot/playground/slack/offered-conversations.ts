import type { Element } from './elements.ts';
import type { Channel } from './types.ts';

/** Those of a person's conversations that Slack's client lets them choose in an element. Undefined where it offers none. */
export function offeredConversations(element: Element, conversations: Channel[]): Channel[] | undefined {
  switch (element.type) {
    case 'channels_select':
    case 'multi_channels_select':
      return conversations.filter((one) => sortOf(one) === 'public');
    case 'conversations_select':
    case 'multi_conversations_select': {
      const { include, exclude_external_shared_channels: onlyOurs, exclude_bot_users: noBots } = element.filter ?? {};
      return conversations.filter(
        (one) =>
          (!include || include.includes(sortOf(one))) &&
          !(onlyOurs && one.isShared) &&
          // The direct conversations here are those with the app.
          !(noBots && one.kind === 'direct'),
      );
    }
    default:
      return undefined;
  }
}

function sortOf({ kind, isPrivate }: Channel): 'im' | 'private' | 'public' {
  if (kind === 'direct') return 'im';
  return isPrivate ? 'private' : 'public';
}
