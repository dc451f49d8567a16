import { z } from 'zod';
import type { ResponseTo } from '../response-urls.ts';
import { addMessage, findMessage, messageKey, replaceMessage, type StoredMessage } from '../state.ts';
import { contentArgs, messageContent } from '../web-api/message-content.ts';
import type { World } from '../world.ts';

/** What a bot may say in an acknowledgement of a command or to a response_url. */
export const responseMessage = z.looseObject({
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
  ...contentArgs,
});
export type ResponseMessage = z.infer<typeof responseMessage>;

/** @throws what messageContent throws */
export function showResponse(world: World, where: string, to: ResponseTo, said: ResponseMessage): void {
  const original = to.original && findMessage(world.state, to.original);
  if (said.delete_original) {
    deleteOriginal(world, original);
    return;
  }

  const { metadata: _notKept, ...content } = messageContent(world, where, said);
  if (said.replace_original && original) {
    const { blocks: _old, ...rest } = original;
    replaceMessage(world.state, { ...rest, ...content, edited: true });
  } else {
    addMessage(world.state, {
      channel: to.channel,
      user: world.bot.userId,
      viaResponse: true,
      ...content,
      ...(said.response_type !== 'in_channel' && { onlyFor: to.person }),
      ...(said.thread_ts && { threadTs: said.thread_ts }),
    });
  }
  world.changed();
}

function deleteOriginal(world: World, original: StoredMessage | undefined): void {
  if (!original) return;
  world.state.messages.delete(messageKey(original));
  world.changed();
}
