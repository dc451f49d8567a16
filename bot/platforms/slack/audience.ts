import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Audience } from '#core/imports/audience.ts';
import type { Log } from '#core/process/log.ts';
import { isDirect } from './direct.ts';

const Channel = z.object({
  is_im: z.boolean().default(false),
  is_private: z.boolean().default(false),
  is_mpim: z.boolean().default(false),
  is_ext_shared: z.boolean().default(false),
  is_pending_ext_shared: z.boolean().default(false),
  num_members: z.int().optional(),
});

const unknown: Audience = { isKnown: false, isShared: false, isPublic: false };

/** Who reads along in this conversation. Where Slack does not say, we do not know, rather than hope. */
export async function audienceOf(client: WebClient, log: Log, conversation: string): Promise<Audience> {
  try {
    const answer = await client.conversations.info({ channel: conversation, include_num_members: true });
    const { channel } = z.object({ channel: Channel }).parse(answer);
    return {
      isKnown: true,
      isShared: channel.is_ext_shared || channel.is_pending_ext_shared,
      isPublic: !channel.is_private && !channel.is_mpim && !channel.is_im,
      ...(channel.num_members !== undefined && { members: channel.num_members }),
    };
  } catch (error) {
    log.warn({ error }, 'Slack does not say who reads along in a conversation');
    return unknown;
  }
}

/** Nobody reads along between us and somebody. */
export async function audienceIn(
  { client, log }: { client: WebClient; log: Log },
  conversation: string,
): Promise<Audience | undefined> {
  return isDirect(conversation) ? undefined : audienceOf(client, log, conversation);
}
