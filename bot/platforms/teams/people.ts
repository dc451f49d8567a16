import { z } from 'zod';
import type { Profile, Standing } from '#core/store/operators.ts';
import type { Address, Connector } from './connector.ts';

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context: one entry of a roster. */
const Member = z
  .object({
    id: z.string().min(1),
    name: z.string().nullish(),
    aadObjectId: z.string().toLowerCase().nullish(),
    objectId: z.string().toLowerCase().nullish(),
    email: z.string().nullish(),
    userPrincipalName: z.string().nullish(),
    tenantId: z.string().nullish(),
    userRole: z.string().nullish(),
  })
  .transform(({ aadObjectId, objectId, ...member }) => ({ ...member, userId: aadObjectId ?? objectId ?? undefined }));
type Member = z.infer<typeof Member>;

/** Somebody as the roster has them, and what Teams calls them to this bot. */
export type Met = { profile: Profile; mri: string };

export type People = {
  /** By what Teams calls them to this bot (29:…), or by their Entra id. Undefined: nobody of whom we could ever say who it is. */
  met(at: Address, id: string): Promise<Met | undefined>;
};

const FRESH_MS = 60_000;
const MOST_KEPT = 10_000;

/** Who Teams says somebody is, asked anew when the last answer is older than a minute. */
export function makePeople(connector: Pick<Connector, 'member'>, tenantId: string): People {
  const known = new Map<string, { member: Member; until: number }>();

  async function ask(at: Address, id: string): Promise<Member> {
    const kept = known.get(id);
    if (kept && kept.until > Date.now()) return kept.member;

    const member = Member.parse(await connector.member(at, id));
    if (known.size >= MOST_KEPT) known.clear();
    known.set(id, { member, until: Date.now() + FRESH_MS });
    return member;
  }

  return {
    async met(at, id) {
      const member = await ask(at, id);
      return member.userId ? { profile: toProfile(member, member.userId, tenantId), mri: member.id } : undefined;
    },
  };
}

function toProfile(member: Member, userId: string, tenantId: string): Profile {
  const email = address(member);
  return {
    platform: 'teams',
    workspaceId: tenantId,
    userId,
    name: member.name || userId,
    ...(email && { email }),
    // A roster does not say who administers the tenant.
    isAdmin: false,
    standing: standing(member, tenantId),
  };
}

/**
 * The address that the tenant's own directory has for one of its people: nobody sets it for themselves. Where it has none, the
 * name that they sign in with, which always lies in a domain that the tenant has proved to be its own.
 */
function address({ email, userPrincipalName }: Member): string | undefined {
  const given = email || userPrincipalName || '';
  return z.email().safeParse(given).success && !given.includes('#EXT#') ? given : undefined;
}

function standing({ tenantId: home, userRole, userPrincipalName }: Member, tenantId: string): Standing {
  if (home && home !== tenantId) return 'outsider';
  if (userRole === 'anonymous') return 'outsider';
  return userRole === 'guest' || userPrincipalName?.includes('#EXT#') ? 'guest' : 'colleague';
}
