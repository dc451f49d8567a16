import { findChannels, findService, findUsers } from '#core/chats/find-chat.ts';
import { rememberChat } from '#core/chats/remember-chat.ts';
import type { Log } from '#core/process/log.ts';
import type { Db } from '#core/store/db.ts';
import type { TeamsUser } from '#core/store/teams-chats.ts';
import type { Address, Connector } from './connector.ts';
import { RefusalError, toFault } from './fault.ts';
import type { Met, People } from './people.ts';

/** All that we work with in the tenant. */
export type Desk = {
  tenantId: string;
  appId: string;
  /** Teams stands on this machine. */
  local: boolean;
  /** Nobody is really linked, and every card says so. */
  simulated: boolean;
  /** Whether Teams shows a message in a channel to one person alone, where we ask it to. */
  targeted: boolean;
  log: Log;
  connector: Connector;
  people: People;
  /** Where this conversation stands, as it was told last. */
  address(at: { conversation: string }): Promise<Address>;
  /** The conversation with this user alone. */
  direct(userId: string): Promise<string>;
  /** Somebody else than who acts, who need not be in the same conversation. Undefined where no roster that we may read has them. */
  whom(at: Address, id: string): Promise<Met | undefined>;
  /** What Teams calls these users to us, as far as we have met them. */
  mris(userIds: string[]): Promise<ReadonlyMap<string, string>>;
};

// Teams finds the way from there to any tenant. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
const ANYWHERE = 'https://smba.trafficmanager.net/teams/';

type Parts = Omit<Desk, 'address' | 'direct' | 'whom' | 'mris'> & { db: Db };

export function openDesk({ db, ...parts }: Parts): Desk {
  const { tenantId, connector } = parts;
  const service = async (conversation: string) => (await findService({ db }, tenantId, conversation)) ?? ANYWHERE;
  const find = async (userId: string): Promise<TeamsUser | undefined> =>
    (await findUsers({ db }, tenantId, [userId]))[0];

  return {
    ...parts,

    async address({ conversation }) {
      const [whole = ''] = conversation.split(';');
      return { conversation, serviceUrl: await service(whole) };
    },

    async direct(userId) {
      const user = await find(userId);
      if (user?.conversation) return user.conversation;

      const serviceUrl = await service('');
      // Whom we have never met is called by their Entra id.
      const id = await connector.open(serviceUrl, { id: user?.mri ?? userId }).catch((error) => {
        throw toFault(error);
      });
      const chat = { tenantId, id, serviceUrl };
      await rememberChat({ db }, { chat, ...(user && { user: { ...user, conversation: id } }) });
      return id;
    },

    async whom(at, id) {
      const channels = await findChannels({ db }, tenantId);
      const rosters = channels.map(({ id: conversation, serviceUrl }) => ({ conversation, serviceUrl }));
      for (const roster of [at, ...rosters]) {
        const met = await parts.people.met(roster, id).catch(unlessThere);
        if (met) return met;
      }
      return undefined;
    },

    async mris(userIds) {
      const users = await findUsers({ db }, tenantId, userIds);
      return new Map(users.map(({ userId, mri }) => [userId, mri]));
    },
  };
}

/** Not in this roster, or not ours to read. */
function unlessThere(error: unknown): undefined {
  if (!(error instanceof RefusalError) || (error.status !== 404 && error.status !== 403)) throw toFault(error);
}
