import { z } from 'zod';
import { changePermission } from '#core/directory/change-permission.ts';
import type { Command } from './define.ts';
import { defineCommand } from './define.ts';
import { told } from './told.ts';

const Asked = z.object({ person: z.string().min(1), permission: z.string().min(1) });

/** "@U123 approve-runs": the platform's id of a person, as its ears write a mention. */
const read = ([mention = '', ...permission]: string[]) => ({
  person: mention.startsWith('@') ? mention.slice(1) : '',
  permission: permission.join(' '),
});

const permissionCommand = (
  name: 'grant' | 'revoke',
  kind: 'granted' | 'revoked',
  summary: string,
): Command<typeof Asked> =>
  defineCommand({
    name,
    usage: '<@person> <permission>',
    summary,
    args: Asked,
    read,

    async run(asked, { db, operator, place }) {
      const outcome = await changePermission({ db }, operator, name, { platform: place.platform, ...asked });
      return told(outcome, (change) => ({ kind, change }));
    },
  });

export const grant = permissionCommand('grant', 'granted', 'Give somebody a permission');
export const revoke = permissionCommand('revoke', 'revoked', 'Take a permission away');
