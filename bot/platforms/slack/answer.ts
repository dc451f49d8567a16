import type { RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Reply, ReplyOf } from '../../reply.ts';
import { direct } from './direct.ts';
import { said } from './fault.ts';
import { message } from './say.ts';
import type { Carried } from './views/carried.ts';
import { detailsModal, isDetails } from './views/details.ts';
import { form, isForm } from './views/forms.ts';

/** What an interaction leaves in our hands to answer the one who acted. */
export type Asker = {
  userId: string;
  carried: Carried;
  /** Opens a modal, for 3 s after the interaction. */
  triggerId?: string;
  /** The modal in which a button was pressed. */
  viewId?: string;
  respond?: RespondFn;
};

/** Shows a reply to the asker alone, in the form that fits: a modal, a file in the direct conversation, or a private message. */
export async function answer(client: WebClient, log: Logger, asker: Asker, reply: Reply): Promise<void> {
  if (reply.kind === 'card-follows') return;
  if (reply.kind === 'file') return handOver(client, asker, reply);
  if (isForm(reply) && asker.triggerId) return openModal(client, asker, form(reply, asker.carried));
  if (isDetails(reply) && asker.viewId)
    return void (await client.views.update({ view_id: asker.viewId, view: detailsModal(reply, asker.carried) }));
  if (isDetails(reply) && asker.triggerId) return openModal(client, asker, detailsModal(reply, asker.carried));
  await whisper(client, log, asker, message(reply));
}

type Modal = NonNullable<Parameters<WebClient['views']['open']>[0]>['view'];

async function openModal(client: WebClient, { triggerId = '', userId, carried }: Asker, view: Modal): Promise<void> {
  try {
    await client.views.open({ trigger_id: triggerId, view });
  } catch (error) {
    if (!said(error, 'expired_trigger_id')) throw error;
    await client.chat.postEphemeral({
      channel: carried.conversation,
      user: userId,
      text: 'That took too long for Slack. Please try once more.',
    });
  }
}

type Words = ReturnType<typeof message>;

/** A message only the asker sees; in the direct conversation where the channel is closed to us. */
async function whisper(
  client: WebClient,
  log: Logger,
  { respond, userId, carried }: Asker,
  words: Words,
): Promise<void> {
  const { conversation, root } = carried;
  const ways = [
    async () => {
      if (!respond) throw new Error('no response_url');
      await respond({
        response_type: 'ephemeral',
        replace_original: false,
        ...(root && { thread_ts: root }),
        ...words,
      });
    },
    () =>
      client.chat.postEphemeral({ channel: conversation, user: userId, ...(root && { thread_ts: root }), ...words }),
    async () => client.chat.postMessage({ channel: await direct(client, userId), ...words }),
  ];
  for (const way of ways) {
    try {
      await way();
      return;
    } catch (err) {
      log.debug({ err }, 'this way to answer is closed');
    }
  }
  throw new Error('Slack took the answer on none of its ways');
}

async function handOver(client: WebClient, asker: Asker, reply: ReplyOf<'file'>): Promise<void> {
  const channel = await direct(client, asker.userId);
  await client.filesUploadV2({
    channel_id: channel,
    filename: reply.name,
    file: Buffer.from(reply.content, 'utf8'),
    title: reply.name,
  });
  const { text } = message(reply);
  await client.chat.postEphemeral({ channel: asker.carried.conversation, user: asker.userId, text }).catch(() => {});
}
