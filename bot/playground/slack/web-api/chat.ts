import { z } from 'zod';
import { messageObject } from '../message-object.ts';
import { addMessage, findMessage, messageKey, replaceMessage, type StoredMessage } from '../state.ts';
import type { World } from '../world.ts';
import { contentArgs, messageContent } from './message-content.ts';
import { type Answer, defineMethod, flag, SlackError } from './method.ts';
import { postingPlace } from './places.ts';

const thread = { thread_ts: z.string().optional() };
const place = { channel: z.string(), ts: z.string() };

export const chat = {
  'chat.postMessage': defineMethod({
    scopes: ['chat:write'],
    tier: 'posting',
    args: z.object({ channel: z.string(), ...thread, reply_broadcast: flag, ...contentArgs }),
    run({ channel, thread_ts, reply_broadcast, ...args }, world) {
      const { id } = postingPlace(world, channel);
      const root = thread_ts && threadRoot(world, id, thread_ts);
      const content = messageContent(world, 'chat.postMessage', args);

      const message = addMessage(world.state, {
        channel: id,
        user: world.bot.userId,
        ...content,
        ...(root && { threadTs: root }),
        ...(root && reply_broadcast && { broadcast: true }),
      });
      world.changed();
      return { channel: id, ts: message.ts, message: messageObject(world, message) };
    },
  }),

  'chat.update': defineMethod({
    scopes: ['chat:write'],
    tier: 3,
    args: z.object({ ...place, ...contentArgs }),
    run({ channel, ts, ...args }, world) {
      const was = ownMessage(world, { channel, ts }, 'cant_update_message');
      if (was.viaResponse || was.onlyFor) throw new SlackError('cant_update_message');
      const content = messageContent(world, 'chat.update', withOldBlocks(args, was));

      const { blocks: _old, ...rest } = was;
      const message = { ...rest, ...content, edited: true };
      replaceMessage(world.state, message);
      world.changed();
      return { channel, ts, text: message.text, message: messageObject(world, message) };
    },
  }),

  'chat.delete': defineMethod({
    scopes: ['chat:write'],
    tier: 3,
    args: z.object(place),
    run(at, world) {
      const was = ownMessage(world, at, 'cant_delete_message');
      if (was.onlyFor) throw new SlackError('message_not_found');

      world.state.messages.delete(messageKey(at));
      world.changed();
      return at;
    },
  }),

  'chat.postEphemeral': defineMethod({
    scopes: ['chat:write'],
    tier: 4,
    args: z.object({ channel: z.string(), user: z.string(), ...thread, ...contentArgs }),
    run({ channel, user, thread_ts, ...args }, world) {
      const { id, members } = postingPlace(world, channel);
      if (!members.includes(user)) throw new SlackError('user_not_in_channel');
      const root = thread_ts && threadRoot(world, id, thread_ts);
      const { metadata: _notKept, ...content } = messageContent(world, 'chat.postEphemeral', args);

      const message = addMessage(world.state, {
        channel: id,
        user: world.bot.userId,
        onlyFor: user,
        ...content,
        ...(root && { threadTs: root }),
      });
      world.changed();
      return { message_ts: message.ts };
    },
  }),

  'chat.getPermalink': defineMethod({
    scopes: [],
    tier: 'special',
    args: z.object({ channel: z.string(), message_ts: z.string() }),
    run({ channel, message_ts: ts }, world) {
      const message = findMessage(world.state, { channel, ts });
      if (!message) throw new SlackError('message_not_found');
      const inThread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channel}` : '';
      const permalink = `https://${world.domain}.slack.com/archives/${channel}/p${ts.replace('.', '')}${inThread}`;
      return { channel, permalink } satisfies Answer;
    },
  }),
};

/** Slack keeps the blocks of a message when an update names only a text. */
function withOldBlocks<Args extends { blocks?: unknown }>(args: Args, was: StoredMessage): Args {
  return args.blocks === undefined && was.blocks ? { ...args, blocks: was.blocks } : args;
}

function ownMessage(world: World, at: { channel: string; ts: string }, code: string): StoredMessage {
  postingPlace(world, at.channel);
  const message = findMessage(world.state, at);
  if (!message) throw new SlackError('message_not_found');
  if (message.user !== world.bot.userId) throw new SlackError(code);
  return message;
}

/** A reply to a reply lands in the same thread. */
function threadRoot(world: World, channel: string, ts: string): string {
  const message = findMessage(world.state, { channel, ts });
  if (!message || message.onlyFor) throw new SlackError('thread_not_found');
  return message.threadTs ?? ts;
}
