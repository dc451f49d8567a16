import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { envelope } from '../deliver/envelope.ts';
import { invoke } from '../deliver/invoke.ts';
import type { World } from '../world.ts';
import { messageOf, whereIs } from './press.ts';

type Decision = { person: string; messageId: string; action: 'accept' | 'decline' };

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4: only an agreed file has a place to go. */
export async function consent(world: World, { person, messageId, action }: Decision): Promise<void> {
  const message = messageOf(world, messageId);
  const asked = message.consent;
  if (!asked) throw new Error(`Message ${messageId} holds no file out`);
  const slotId = randomUUID();
  const { name } = asked;
  if (action === 'accept') world.slots.set(slotId, { name, size: asked.sizeInBytes });
  const uploadInfo = {
    contentUrl: `https://contoso-my.sharepoint.com/personal/${person}/Documents/${encodeURIComponent(name)}`,
    ...{ name, uploadUrl: `${world.url()}/upload/${slotId}`, uniqueId: slotId },
    fileType: name.split('.').at(-1) ?? '',
  };
  const activity = envelope(world, person, whereIs(world, message), {
    ...{ type: 'invoke', name: 'fileConsent/invoke', replyToId: messageId },
    value:
      action === 'accept'
        ? { type: 'fileUpload', action, context: asked.acceptContext, uploadInfo }
        : { type: 'fileUpload', action, context: asked.declineContext },
  });
  await invoke(
    world,
    { ...activity, person },
    z.looseObject({}).refine((body) => Object.keys(body).length > 0),
  );
  world.changed();
}
