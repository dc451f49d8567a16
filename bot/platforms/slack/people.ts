import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Log } from '#core/process/log.ts';
import type { LeftOut } from '#core/runs/source.ts';
import type { Profile, Standing } from '#core/store/operators.ts';
import type { Installed } from './desk.ts';
import { said } from './fault.ts';

const User = z.object({
  id: z.string(),
  team_id: z.string().optional(),
  name: z.string().optional(),
  real_name: z.string().optional(),
  deleted: z.boolean().default(false),
  is_bot: z.boolean().default(false),
  is_admin: z.boolean().default(false),
  is_owner: z.boolean().default(false),
  is_restricted: z.boolean().default(false),
  is_ultra_restricted: z.boolean().default(false),
  is_stranger: z.boolean().default(false),
  is_email_confirmed: z.boolean().optional(),
  tz: z.string().optional(),
  profile: z.object({ email: z.string().optional(), real_name: z.string().optional() }).default({}),
  /** Where workspaces belong to an organisation: what somebody is in it. */
  enterprise_user: z
    .object({
      enterprise_id: z.string().optional(),
      is_admin: z.boolean().default(false),
      is_owner: z.boolean().default(false),
      teams: z.array(z.string()).default([]),
    })
    .optional(),
});
type User = z.infer<typeof User>;

const Users = z.object({
  members: z.array(User),
  response_metadata: z.object({ next_cursor: z.string().default('') }).optional(),
});

const FRESH_MS = 60_000;

/** What somebody can be invited by, or why they cannot. */
export type Address = { email: string } | { without: keyof LeftOut };

export type People = {
  profile(userId: string): Promise<Profile>;
  /** Of whoever is not there to answer, and waits for nobody: a pause that Slack asks for is not kept here. */
  address(userId: string): Promise<Address>;
  admins(): Promise<Profile[]>;
};

type Where = Pick<Installed, 'workspaceId' | 'isEnterprise'>;

/** Who Slack says somebody is, asked anew when the last answer is older than a minute. */
export function makePeople(client: WebClient, where: Where, errands: WebClient = client): People {
  const known = new Map<string, { user: User; until: number }>();

  async function ask(by: WebClient, userId: string): Promise<User> {
    const kept = known.get(userId);
    if (kept && kept.until > Date.now()) return kept.user;

    const { user } = z.object({ user: User }).parse(await by.users.info({ user: userId }));
    known.set(userId, { user, until: Date.now() + FRESH_MS });
    return user;
  }

  return {
    profile: async (userId) => toProfile(await ask(client, userId), where),

    async address(userId) {
      try {
        return toAddress(await ask(errands, userId), where);
      } catch (error) {
        if (said(error, 'user_not_found')) return { without: 'gone' };
        if (said(error, 'user_not_visible')) return { without: 'outsider' };
        throw error;
      }
    },

    async admins() {
      // Slack lists the people of a workspace, and an organisation may have hundreds of these.
      if (where.isEnterprise) return [];
      const admins: Profile[] = [];
      for (let cursor: string | undefined = ''; cursor !== undefined; ) {
        const page = Users.parse(await client.users.list({ limit: 200, cursor }));
        admins.push(
          ...page.members
            .filter((user) => !user.is_bot)
            .map((user) => toProfile(user, where))
            .filter((it) => it.isAdmin),
        );
        cursor = page.response_metadata?.next_cursor || undefined;
      }
      return admins;
    },
  };
}

/** Without the list of administrators nobody is lost: each is known once they have done something. */
export async function adminsIfTold(people: People, log: Log): Promise<Profile[]> {
  return people.admins().catch((error: unknown) => {
    log.warn({ error }, 'Slack does not tell who its administrators are');
    return [];
  });
}

function toProfile(user: User, where: Where): Profile {
  const { email } = user.profile;
  // Who administers one workspace of an organisation does not own what belongs to all of it.
  const rank = where.isEnterprise ? user.enterprise_user : user;
  return {
    platform: 'slack',
    workspaceId: where.workspaceId,
    userId: user.id,
    name: user.real_name || user.profile.real_name || user.name || user.id,
    ...(email && user.is_email_confirmed !== false && { email }),
    ...(user.tz && { timeZone: user.tz }),
    isAdmin: Boolean(rank?.is_admin || rank?.is_owner),
    standing: standing(user, where),
  };
}

/** Slackbot says of itself that it is no bot. */
const isBot = ({ id, is_bot }: User) => is_bot || id === 'USLACKBOT';

/** Only an address that Slack says is verified: a link goes there. */
function toAddress(user: User, where: Where): Address {
  if (isBot(user)) return { without: 'bot' };
  const is = standing(user, where);
  if (is !== 'colleague') return { without: is };
  const { email } = user.profile;
  return email && user.is_email_confirmed ? { email } : { without: 'addressless' };
}

function standing(user: User, where: Where): Standing {
  if (user.deleted) return 'gone';
  // Nobody stands behind what another app says.
  if (isBot(user) || user.is_stranger || !belongs(user, where)) return 'outsider';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'colleague';
}

/** In an organisation the team of a user is where they were first; they may be of ours as well. */
function belongs({ team_id, enterprise_user }: User, { workspaceId, isEnterprise }: Where): boolean {
  if (isEnterprise) return enterprise_user?.enterprise_id === workspaceId;
  return team_id === undefined || team_id === workspaceId || enterprise_user?.teams.includes(workspaceId) === true;
}
