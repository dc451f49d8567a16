import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Profile, Standing } from '#core/store/operators.ts';

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
  is_email_confirmed: z.boolean().default(true),
  tz: z.string().optional(),
  profile: z.object({ email: z.string().optional(), real_name: z.string().optional() }).default({}),
});
type User = z.infer<typeof User>;

const Users = z.object({
  members: z.array(User),
  response_metadata: z.object({ next_cursor: z.string().default('') }).optional(),
});

const FRESH_MS = 60_000;

export type People = { profile(userId: string): Promise<Profile>; admins(): Promise<Profile[]> };

/** Who Slack says somebody is, asked anew when the last answer is older than a minute. */
export function makePeople(client: WebClient, workspaceId: string): People {
  const known = new Map<string, { profile: Profile; until: number }>();

  return {
    async profile(userId) {
      const kept = known.get(userId);
      if (kept && kept.until > Date.now()) return kept.profile;

      const { user } = z.object({ user: User }).parse(await client.users.info({ user: userId }));
      const profile = toProfile(user, workspaceId);
      known.set(userId, { profile, until: Date.now() + FRESH_MS });
      return profile;
    },

    async admins() {
      const admins: Profile[] = [];
      for (let cursor: string | undefined = ''; cursor !== undefined; ) {
        const page = Users.parse(await client.users.list({ limit: 200, cursor }));
        admins.push(
          ...page.members
            .filter((user) => !user.is_bot)
            .map((user) => toProfile(user, workspaceId))
            .filter((it) => it.isAdmin),
        );
        cursor = page.response_metadata?.next_cursor || undefined;
      }
      return admins;
    },
  };
}

function toProfile(user: User, workspaceId: string): Profile {
  const { email } = user.profile;
  return {
    platform: 'slack',
    workspaceId,
    userId: user.id,
    name: user.real_name || user.profile.real_name || user.name || user.id,
    ...(email && user.is_email_confirmed && { email }),
    ...(user.tz && { timeZone: user.tz }),
    isAdmin: user.is_admin || user.is_owner,
    standing: standing(user, workspaceId),
  };
}

function standing(user: User, workspaceId: string): Standing {
  if (user.deleted) return 'gone';
  if (user.is_stranger || (user.team_id !== undefined && user.team_id !== workspaceId)) return 'outsider';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'colleague';
}
