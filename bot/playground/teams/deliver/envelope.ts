import { randomUUID } from 'node:crypto';
import type { Where } from '../types.ts';
import { conversationOf, personOf, type World } from '../world.ts';

/** What every activity from Teams has. `from` is this person. */
export function envelope(world: World, personId: string, { conversation, root }: Where, more: object) {
  const { id, mri, name, userRole } = personOf(world, personId);
  const { kind } = conversationOf(world, conversation);
  const { team, tenantId, bot } = world;
  const inTeam = kind === 'channel' ? { team, channel: { id: conversation }, teamsChannelId: conversation } : {};
  return {
    ...{ id: `f:${randomUUID()}`, channelId: 'msteams', serviceUrl: world.serviceUrl() },
    ...{ timestamp: new Date().toISOString(), localTimezone: 'Europe/London' },
    from: { id: mri, name, ...(userRole !== 'anonymous' && { aadObjectId: id }) },
    recipient: { id: `28:${bot.appId}`, name: bot.name },
    conversation: {
      ...{ id: root ? `${conversation};messageid=${root}` : conversation, conversationType: kind, tenantId },
      ...(kind !== 'personal' && { isGroup: true }),
    },
    channelData: { tenant: { id: tenantId }, ...inTeam },
    entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web', timezone: 'Europe/London' }],
    ...more,
  };
}
