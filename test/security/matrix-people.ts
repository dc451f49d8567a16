import { makeDispatch } from '#bot/dispatch.ts';
import type { Heard } from '#bot/platforms/define.ts';
import type { Reply } from '#bot/reply.ts';
import { makeSuggest } from '#bot/suggest.ts';
import { grantGroup } from '#core/directory/change-group-permission.ts';
import { changePermission } from '#core/directory/change-permission.ts';
import { recognise } from '#core/directory/recognise.ts';
import { Permission } from '#core/permission.ts';
import { makeLog } from '#core/process/log.ts';
import { openSignature } from '#core/signature.ts';
import type { Profile, Standing } from '#core/store/operators.ts';
import { accepted } from '../harness/builders/runs.ts';
import type { World } from '../harness/world.ts';

/** Somebody of the matrix: what Slack says of them, and what they hold. */
export type Somebody = { profile: Profile; holds: readonly Permission[] };

/** As `recognise` hears of them from Slack. */
export const profileOf = (name: string, more: Partial<Profile> = {}): Profile => ({
  ...{ platform: 'slack', workspaceId: 'T0ACME', userId: `U0${name.toUpperCase().replaceAll(/[^A-Z]/g, '')}`, name },
  ...{ isAdmin: false, standing: 'colleague', ...more },
});

const strangers: Record<string, Standing> = {
  'a guest': 'guest',
  'somebody of another organisation': 'outsider',
  'a deactivated user': 'gone',
};

/** The twelve kinds of people, and one who holds everything through a group. All are met once, and used by all lines. */
export async function gather(world: World): Promise<Map<string, Somebody>> {
  const people = new Map<string, Somebody>();
  const meet = async (name: string, holds: readonly Permission[], more: Partial<Profile> = {}): Promise<Profile> => {
    const profile = profileOf(name, more);
    accepted(await recognise(world, { ...profile, standing: 'colleague' }));
    people.set(name, { profile, holds });
    return profile;
  };

  await meet('an owner', Permission.options, { isAdmin: true });
  for (const permission of Permission.options)
    await give(world, await meet(`who may ${permission}`, [permission]), [permission]);
  await meet('nobody', []);
  const { userId } = await meet('a member of a group', Permission.options);
  for (const permission of Permission.options) {
    const told = { id: 'S0ALL', name: 'all', members: [userId], isGone: false };
    accepted(await grantGroup(world, world.requester, { where: world.place, told, ageMs: 0, permission }));
  }
  // They were owners with every permission by name, and in the group, before Slack called them this.
  for (const [name, standing] of Object.entries(strangers)) {
    await give(world, await meet(name, Permission.options, { isAdmin: true, standing }), Permission.options);
  }
  return people;
}

export async function give(
  world: World,
  { platform, userId: person }: Profile,
  held: readonly Permission[],
): Promise<void> {
  for (const permission of held) {
    accepted(await changePermission(world, world.requester, 'grant', { platform, person, permission }));
  }
}

/** What comes of asking: the reply, as everything that Slack tells ends in it. */
export function hear(world: World, from: Profile, asked: Heard['asked']): Promise<Reply> {
  const log = makeLog({ LOG_LEVEL: 'silent' });
  const product = { version: '0', connector: 'simulator', signature: openSignature(Buffer.alloc(32)) };
  const told = { groups: [], ageMs: () => 0 };
  const way = {
    speak: async () => true,
    groups: async () => told,
    addresses: async () => undefined,
    queueAnswers: async () => true,
    direct: async () => world.place,
    uploadAddress: () => undefined,
  };
  return makeDispatch({ db: world.db, secrets: world.secrets, log, product, ...way })({
    from,
    place: world.place,
    asked,
  });
}

/** Whether the picker offers anything. */
export async function offers(world: World, from: Profile, picker: 'lists' | 'units'): Promise<boolean> {
  const found = await makeSuggest({ db: world.db, groups: async () => undefined })({
    from,
    place: world.place,
    picker,
    typed: '',
  });
  return found.length > 0;
}
