import type { RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Log } from '#core/process/log.ts';
import type { Reply } from '../../reply.ts';
import type { Asker } from './asker.ts';
import { direct, isDirect } from './direct.ts';
import { refusalIn } from './refusal-in.ts';
import { message } from './say.ts';

/** A message only the asker sees; in the direct conversation where the channel is closed to us. */
export async function whisper(client: WebClient, log: Log, asker: Asker, reply: Reply): Promise<void> {
  const { userId, carried, respond, inThread } = asker;
  const { conversation: channel, root } = carried;
  const words = message(reply);
  // docs.slack.dev, chat.postEphemeral: a private message in a thread is shown only where the thread has replies already.
  const below = respond && root && inThread ? { thread_ts: root } : {};
  const ways =
    isDirect(channel) && !respond
      ? [() => client.chat.postMessage({ channel, ...words })]
      : [
          ...(respond
            ? [
                async () =>
                  taken(await respond({ response_type: 'ephemeral', replace_original: false, ...below, ...words })),
              ]
            : []),
          () => client.chat.postEphemeral({ channel, user: userId, ...words }),
          async () => client.chat.postMessage({ channel: await direct(client, userId), ...words }),
        ];
  for (const way of ways) {
    try {
      await way();
      return;
    } catch (error) {
      log.debug({ error }, 'this way to answer is closed');
    }
  }
  throw new Error('Slack took the answer on none of its ways');
}

/** Slack says "ok", or why not. Whatever stands between us and Slack may answer with a page of its own, as if all was well. */
async function taken(answer: Awaited<ReturnType<RespondFn>>): Promise<void> {
  const said = await answer.text();
  const why = said.trimStart().startsWith('<') ? 'a page' : refusalIn(said);
  if (why) throw new Error(`The answer was not taken: ${why}`);
}
