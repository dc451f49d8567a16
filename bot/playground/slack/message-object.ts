import { fileInEvent, type StoredFile } from './files.ts';
import type { StoredMessage } from './state.ts';
import type { World } from './world.ts';

/** A message as Slack tells it in answers and payloads. */
export function messageObject(world: World, message: StoredMessage): Record<string, unknown> {
  const { user, ts, text, threadTs, blocks, metadata, edited } = message;
  const { bot, workspace } = world;
  const files = filesOf(world, message);
  return {
    type: 'message',
    user,
    ts,
    text,
    team: workspace.id,
    ...(user === bot.userId && { bot_id: bot.botId, app_id: bot.appId }),
    ...(threadTs && { thread_ts: threadTs }),
    ...(blocks && { blocks }),
    ...(metadata && { metadata }),
    ...(files.length > 0 && { files: files.map((file) => fileInEvent(world, file)), upload: false }),
    ...(edited && { edited: { user, ts } }),
  };
}

export function filesOf(world: World, { files = [] }: StoredMessage): StoredFile[] {
  return files.flatMap(({ id }) => world.state.files.get(id) ?? []);
}
