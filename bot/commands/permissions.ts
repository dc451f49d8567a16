import { z } from 'zod';
import { grantGroup, revokeGroup } from '#core/directory/change-group-permission.ts';
import { changePermission } from '#core/directory/change-permission.ts';
import { may } from '#core/directory/may.ts';
import { Permission } from '#core/permission.ts';
import type { Refusal } from '#core/refusal.ts';
import type { Reply } from '../reply.ts';
import type { Command, CommandContext } from './define.ts';
import { defineCommand } from './define.ts';
import { told } from './told.ts';

const Asked = z.object({ person: z.string().optional(), group: z.string().optional(), permission: z.string().min(1) });

const mention = /^@(group:)?(.+)$/;

/** "@U123 approve-runs" or "@group:S123 approve-runs": the platform's id, as its ears write a mention. */
function read([typed = '', ...permission]: string[]) {
  const [, isGroup, id] = mention.exec(typed) ?? [];
  return { ...(id && (isGroup ? { group: id } : { person: id })), permission: permission.join(' ') };
}

type Names = {
  name: 'grant' | 'revoke';
  kind: 'granted' | 'revoked';
  summary: string;
  ofGroup: (asked: Wanted, context: CommandContext) => Promise<Reply>;
};

function permissionCommand({ name, kind, summary, ofGroup }: Names): Command<typeof Asked> {
  const usage = '<@person or @group> <permission>';
  return defineCommand({
    ...{ name, usage, summary, args: Asked, read },

    async run({ person, group, permission }, context) {
      const { db, operator, place } = context;
      if (group !== undefined) return ofGroup({ group, permission }, context);
      if (person === undefined) return refused({ code: 'unfit-words', command: name, usage });
      const asked = { platform: place.platform, person, permission };
      return told(await changePermission({ db }, operator, name, asked), (change) => ({ kind, change }));
    },
  });
}

type Wanted = { group: string; permission: string };

/** The platform is asked who is in the group only by who may give it something, and outside any transaction. */
async function grantTo({ group, permission }: Wanted, { db, operator, place, groups }: CommandContext): Promise<Reply> {
  const allowed = await may({ db }, operator, 'manage-settings');
  if (!allowed.ok) return refused(allowed.refusal);
  if (!Permission.safeParse(permission).success) return refused({ code: 'unknown-permission', asked: permission });
  const answer = await groups(place);
  if (!answer) return refused({ code: 'groups-not-told' });
  const found = answer.groups.find(({ id }) => id === group);
  if (!found) return refused({ code: 'group-not-found' });

  const wanted = { where: place, told: found, ageMs: answer.ageMs(), permission };
  return told(await grantGroup({ db }, operator, wanted), (change) => ({ kind: 'group-granted', change }));
}

async function revokeFrom({ group, permission }: Wanted, { db, operator, place }: CommandContext): Promise<Reply> {
  const wanted = { where: place, group, permission };
  return told(await revokeGroup({ db }, operator, wanted), (change) => ({ kind: 'group-revoked', change }));
}

const refused = (refusal: Refusal): Reply => ({ kind: 'refused', refusal });

export const grant = permissionCommand({
  ...{ name: 'grant', kind: 'granted', summary: 'Give somebody, or everybody in a user group, a permission' },
  ofGroup: grantTo,
});
export const revoke = permissionCommand({
  ...{ name: 'revoke', kind: 'revoked', summary: 'Take a permission away' },
  ofGroup: revokeFrom,
});
