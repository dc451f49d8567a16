import type { World } from '../world.ts';
import type { Reply } from './reply.ts';

/** A file in somebody's OneDrive, for whoever has its address. A token of the bot has no place here. */
export function download(
  world: World,
  { id, key, authorization }: { id: string; key: string | null; authorization: string | undefined },
): Reply {
  if (authorization)
    world.log.violations.push({ where: 'download', messages: ['The bot has sent its token to OneDrive'] });
  const file = world.files.get(id);
  return file && file.key === key ? { status: 200, bytes: file.content } : { status: 404 };
}

/** https://learn.microsoft.com/graph/api/driveitem-createuploadsession: the last part ends the upload. */
export function upload(world: World, slotId: string, given: { range: string | undefined; content: Uint8Array }): Reply {
  const slot = world.slots.get(slotId);
  if (!slot) return { status: 404 };
  const size = given.content.byteLength;
  if (given.range !== `bytes 0-${size - 1}/${size}`) return { status: 416 };
  slot.content = given.content;
  world.changed();
  return { status: 201, answer: { id: slotId, name: slot.name, size } };
}
