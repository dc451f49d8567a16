import { z } from 'zod';
import type { Conversation } from '../conversations.ts';
import { directChannelOf } from '../ids.ts';
import type { World } from '../world.ts';
import { type Answer, defineMethod, flag, needScope, SlackError } from './method.ts';
import { knownPlace } from './places.ts';

export const conversations = {
  'conversations.open': defineMethod({
    scopes: [],
    tier: 3,
    args: z.object({ users: z.string(), return_im: flag }),
    run({ users, return_im }, world) {
      needScope(world, users.includes(',') ? ['mpim:write'] : ['im:write']);
      if (users === world.bot.userId) throw new SlackError('cannot_dm_bot');
      if (!world.people.some((person) => person.id === users)) throw new SlackError('user_not_found');

      const id = directChannelOf(users);
      const channel = return_im ? { id, is_im: true, user: users, is_org_shared: false } : { id };
      return { no_op: true, already_open: true, channel };
    },
  }),

  'conversations.info': defineMethod({
    scopes: [],
    tier: 3,
    args: z.object({ channel: z.string(), include_num_members: flag }),
    run({ channel, include_num_members }, world) {
      const place = knownPlace(world, channel);
      needScope(world, [`${family(place)}:read`]);
      return { channel: conversationObject(world, place, include_num_members) };
    },
  }),

  'conversations.members': defineMethod({
    scopes: [],
    tier: 4,
    args: z.object({ channel: z.string() }),
    run({ channel }, world) {
      const place = knownPlace(world, channel);
      needScope(world, [`${family(place)}:read`]);
      const members = place.withBot ? [...place.members, world.bot.userId] : place.members;
      return { members, response_metadata: { next_cursor: '' } };
    },
  }),
};

/** Scopes are given by kind of conversation. */
export function family({ kind, isPrivate }: Conversation): string {
  if (kind === 'direct') return 'im';
  return isPrivate ? 'groups' : 'channels';
}

function conversationObject(world: World, place: Conversation, withCount = false): Answer {
  const { id, name, kind, isPrivate, isShared, members, withBot } = place;
  if (kind === 'direct') return { id, is_im: true, user: members[0], created: 0, is_org_shared: false };
  return {
    id,
    name,
    name_normalized: name,
    is_channel: !isPrivate,
    is_group: isPrivate,
    is_private: isPrivate,
    is_im: false,
    is_mpim: false,
    is_shared: isShared,
    is_ext_shared: isShared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    is_member: withBot,
    is_archived: false,
    context_team_id: world.workspace.id,
    ...(withCount && { num_members: members.length + (withBot ? 1 : 0) }),
  };
}
