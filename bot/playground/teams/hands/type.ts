import { randomUUID } from 'node:crypto';
import { envelope } from '../deliver/envelope.ts';
import { tellUntilTaken } from '../deliver/send.ts';
import type { Upload, Where } from '../types.ts';
import { conversationOf, type World } from '../world.ts';
import { typedText } from './typed-text.ts';

type Typed = { person: string; where: Where; text: string; uploads: Upload[] };

export async function type(world: World, { person, where, text, uploads }: Typed): Promise<void> {
  const { kind, withoutBot } = conversationOf(world, where.conversation);
  const id = world.clock.next();
  const files = uploads.map(({ name, content }) => keep(world, name, content));
  world.messages.set(id, {
    ...{ id, ...where, from: person, text, cards: [], edited: false },
    files: files.map(({ id: fileId, name, content }) => ({ id: fileId, name, size: content.byteLength })),
  });
  world.changed();

  const written = typedText(world, text);
  const isForBot =
    kind === 'personal' || written.entities.some(({ mentioned }) => mentioned.id === `28:${world.bot.appId}`);
  if (withoutBot || !isForBot) return;
  const told = envelope(world, person, threadOf(where, { kind, id }), {});
  await tellUntilTaken(world, {
    ...{ ...told, type: 'message', id, text: written.text, textFormat: 'plain' },
    entities: [...told.entities, ...written.entities],
    attachments: [
      // The words once more, and in channels nothing else: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
      { contentType: 'text/html', content: `<div>${written.text}</div>` },
      ...(kind === 'personal' ? files.map((file) => downloadInfo(world, file)) : []),
    ],
  });
}

/** A post in a channel begins a thread of its own. */
const threadOf = ({ conversation, root }: Where, { kind, id }: { kind: string; id: string }): Where =>
  kind === 'channel' ? { conversation, root: root ?? id } : { conversation };

function keep(world: World, name: string, content: Uint8Array) {
  const file = { id: randomUUID(), key: randomUUID(), name, content };
  world.files.set(file.id, file);
  return file;
}

function downloadInfo(world: World, { id, key, name }: { id: string; key: string; name: string }): object {
  return {
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    contentUrl: `https://contoso-my.sharepoint.com/personal/${id}/Documents/${encodeURIComponent(name)}`,
    name,
    content: {
      downloadUrl: `${world.url()}/files/${id}?tempauth=${key}`,
      uniqueId: id,
      fileType: name.split('.').at(-1) ?? '',
      etag: `"{${id}},1"`,
    },
  };
}
