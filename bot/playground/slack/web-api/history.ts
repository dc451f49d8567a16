import { z } from 'zod';
import type { Conversation } from '../conversations.ts';
import { messageObject } from '../message-object.ts';
import type { StoredMessage } from '../state.ts';
import type { World } from '../world.ts';
import { family } from './conversations.ts';
import { type Answer, defineMethod, flag, needScope, SlackError } from './method.ts';
import { knownPlace } from './places.ts';

const moment = z.string().regex(/^\d+(\.\d{1,6})?$/);

/** Nothing but these: a misspelt argument would go unnoticed at Slack and read something else. */
const timeline = {
  token: z.string().optional(),
  channel: z.string(),
  include_all_metadata: flag,
  oldest: moment.default('0'),
  latest: moment.optional(),
  inclusive: flag,
  cursor: z.string().default(''),
  /** docs.slack.dev: 100 unless told, at most 999; the double keeps to it in threads too. */
  limit: z.coerce.number().int().min(1).max(999).default(100),
};

const historyArgs = z.strictObject(timeline);
const repliesArgs = z.strictObject({ ...timeline, ts: moment });
type Timeline = z.infer<typeof historyArgs>;

export const history = {
  'conversations.history': defineMethod({
    scopes: [],
    tier: 3,
    args: historyArgs,
    run(args, world) {
      const place = readable(world, args.channel);
      const top = seen(world, place).filter((one) => !one.threadTs || one.broadcast);
      return page(world, args, within(args, top).reverse());
    },
  }),

  'conversations.replies': defineMethod({
    scopes: [],
    tier: 3,
    args: repliesArgs,
    run({ ts, ...args }, world) {
      const place = readable(world, args.channel);
      const all = seen(world, place);
      const root = all.find((one) => one.ts === ts)?.threadTs ?? ts;
      const parent = all.filter((one) => one.ts === root);
      const replies = all.filter((one) => one.threadTs === root);
      if (parent.length + replies.length === 0) throw new SlackError('thread_not_found');
      return page(world, args, [...parent, ...within(args, replies)]);
    },
  }),
};

/** @throws channel_not_found, missing_scope, not_in_channel */
function readable(world: World, channel: string): Conversation {
  const place = knownPlace(world, channel);
  needScope(world, [`${family(place)}:history`]);
  if (!place.withBot) throw new SlackError('not_in_channel');
  return place;
}

/** In order of ts, without what is for one person alone. */
function seen(world: World, { id }: Conversation): StoredMessage[] {
  return [...world.state.messages.values()].filter((one) => one.channel === id && !one.onlyFor);
}

function within({ oldest, latest, inclusive }: Timeline, messages: StoredMessage[]): StoredMessage[] {
  const [from, until] = [Number(oldest), latest === undefined ? Number.POSITIVE_INFINITY : Number(latest)];
  return messages.filter(({ ts }) => {
    const at = Number(ts);
    return (at > from && at < until) || (inclusive === true && (at === from || at === until));
  });
}

/** The cursor says how many have been told before. */
function page(world: World, { cursor, limit, include_all_metadata }: Timeline, messages: StoredMessage[]): Answer {
  const from = cursor === '' ? 0 : Number(Buffer.from(cursor, 'base64').toString('utf8'));
  if (!Number.isInteger(from)) throw new SlackError('invalid_cursor');

  const until = from + Math.min(limit, world.faultBox.mostRead());
  const more = until < messages.length;
  return {
    messages: messages.slice(from, until).map((one) => {
      const { metadata, ...message } = messageObject(world, one);
      return { ...message, ...(include_all_metadata && metadata !== undefined && { metadata }) };
    }),
    has_more: more,
    response_metadata: { next_cursor: more ? Buffer.from(String(until)).toString('base64') : '' },
  };
}
