import { z } from 'zod';
import { changePermission } from '#core/directory/change-permission.ts';
import { defineCommand } from './define.ts';

const args = z.object({ person: z.string().min(1), permission: z.string().min(1) });

/** "<@U123|ana> approve-runs": the platforms write a mention each in their way, their ids in the middle. */
const read = ([mention = '', permission = '']: string[]) => ({
  person: /^<@([A-Za-z0-9:_-]+)(?:\|[^>]*)?>$/.exec(mention)?.[1] ?? '',
  permission,
});

export const grant = defineCommand({
  name: 'grant',
  usage: '<@person> <permission>',
  summary: 'Give somebody a permission',
  args,
  read,

  async run(asked, { db, operator, place }) {
    const outcome = await changePermission({ db }, operator, 'grant', { platform: place.platform, ...asked });
    return outcome.ok ? { kind: 'granted', change: outcome.value } : { kind: 'refused', refusal: outcome.refusal };
  },
});

export const revoke = defineCommand({
  name: 'revoke',
  usage: '<@person> <permission>',
  summary: 'Take a permission away',
  args,
  read,

  async run(asked, { db, operator, place }) {
    const outcome = await changePermission({ db }, operator, 'revoke', { platform: place.platform, ...asked });
    return outcome.ok ? { kind: 'revoked', change: outcome.value } : { kind: 'refused', refusal: outcome.refusal };
  },
});
