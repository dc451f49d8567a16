import type { Needs } from '../store/db.ts';
import { channelsOf, serviceOf, type TeamsChat, type TeamsUser, usersOf } from '../store/teams-chats.ts';

/** Where the Teams of a conversation stands; of an unknown one, where that of the tenant was met last. */
export function findService({ db }: Needs, tenantId: string, conversation: string): Promise<string | undefined> {
  return serviceOf(db, tenantId, conversation);
}

/** Those among these users whom we have met. */
export function findUsers({ db }: Needs, tenantId: string, userIds: string[]): Promise<TeamsUser[]> {
  return userIds.length === 0 ? Promise.resolve([]) : usersOf(db, tenantId, userIds);
}

/** Some channels of the tenant that the bot is in. */
export function findChannels({ db }: Needs, tenantId: string): Promise<TeamsChat[]> {
  return channelsOf(db, tenantId);
}
