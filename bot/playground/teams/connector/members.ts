import { problem, type Reply } from '../http/reply.ts';
import type { Conversation, Person } from '../types.ts';
import type { World } from '../world.ts';
import { isReply, placeOf } from './where.ts';

const rosterOf = ({ people }: World, { kind, personId }: Conversation): Person[] =>
  kind === 'personal' ? people.filter(({ id }) => id === personId) : people;

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context */
function account({ tenantId }: World, person: Person): object {
  const { id, mri, name, email, userPrincipalName, userRole, tenantId: home = tenantId } = person;
  const [givenName, surname] = name.split(' ');
  return {
    ...{ id: mri, name, givenName, surname, tenantId: home, userRole },
    ...(userRole !== 'anonymous' && { objectId: id, aadObjectId: id }),
    ...(email && { email }),
    ...(userPrincipalName && { userPrincipalName }),
  };
}

/** By what Teams calls them to this bot, or by their Entra id. */
export function member(world: World, conversation: string, asked: string): Reply {
  const at = placeOf(world, conversation);
  if (isReply(at)) return at;
  const found = rosterOf(world, at.conversation).find(({ id, mri }) => id === asked || mri === asked);
  return found ? { status: 200, answer: account(world, found) } : problem(404, 'MemberNotFoundInConversation');
}

const LEAST_A_PAGE = 50;

export function members(world: World, conversation: string, query: URLSearchParams): Reply {
  const at = placeOf(world, conversation);
  if (isReply(at)) return at;
  const from = Number(query.get('continuationToken') ?? 0);
  const to = from + Math.max(LEAST_A_PAGE, Number(query.get('pageSize') ?? 0));
  const all = rosterOf(world, at.conversation);
  const next = to < all.length ? { continuationToken: String(to) } : {};
  return { status: 200, answer: { members: all.slice(from, to).map((one) => account(world, one)), ...next } };
}
