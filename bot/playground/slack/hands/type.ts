import { type Conversation, conversationFor } from '../conversations.ts';
import { deliverCommand } from '../deliver/command.ts';
import { deliverEvent } from '../deliver/event.ts';
import { addFile, fileInEvent, shown } from '../files.ts';
import { filesOf } from '../message-object.ts';
import { addMessage, findMessage, type StoredMessage } from '../state.ts';
import type { Upload } from '../types.ts';
import { complain, personOf, type World } from '../world.ts';
import { typedText } from './typed-text.ts';

type Typed = { person: string; where: { channel: string; threadTs?: string }; text: string; uploads: Upload[] };

export async function type(world: World, { person, where, text, uploads }: Typed): Promise<void> {
  const conversation = conversationFor(world, person, where.channel);
  if (text.startsWith('/') && uploads.length === 0) return command(world, person, conversation, { text, ...where });

  const message = post(world, { person, where, text, uploads });
  for (const event of sharingsIn(world, conversation, message)) await deliverEvent(world, event);
  const event = eventFor(world, conversation, message);
  if (event) await deliverEvent(world, event);
}

type CommandLine = { text: string; threadTs?: string };

async function command(
  world: World,
  person: string,
  conversation: Conversation,
  { text, threadTs }: CommandLine,
): Promise<void> {
  const [, name = text, rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  if (threadTs) return complain(world, person, `${name} is not supported in threads. Sorry!`);
  if (world.commands && !world.commands.includes(name))
    return complain(world, person, `${name} is not a valid command.`);
  if (!world.scopes.includes('commands')) return complain(world, person, `${name} is not a valid command.`);

  await deliverCommand(world, {
    person,
    conversation,
    command: name,
    text: typedText(world, rest.trimEnd(), 'command'),
  });
}

function post(world: World, { person, where, text, uploads }: Typed): StoredMessage {
  const { channel, threadTs } = where;
  if (threadTs && !findMessage(world.state, { channel, ts: threadTs }))
    throw new Error(`There is no message ${threadTs}`);

  const files = uploads.map((upload) => addFile(world, { user: person, channels: [channel], upload }));
  const message = addMessage(world.state, {
    channel,
    user: person,
    text: typedText(world, text, 'message'),
    ...(threadTs && { threadTs }),
    ...(files.length > 0 && { files: files.map(shown) }),
  });
  world.changed();
  return message;
}

/** In channels the app hears of each file, given to it or not. (In direct messages too; there the message says more.) */
function sharingsIn(
  world: World,
  { kind, withBot }: Conversation,
  { channel, user, ts, files = [] }: StoredMessage,
): Record<string, unknown>[] {
  if (kind === 'direct' || !withBot || !world.scopes.includes('files:read')) return [];
  return files.map(({ id }) => ({
    ...{ type: 'file_shared', file_id: id, file: { id }, user_id: user, channel_id: channel, event_ts: ts },
  }));
}

/** The app hears its direct messages and, in channels that it is in, its mentions. */
function eventFor(
  world: World,
  conversation: Conversation,
  message: StoredMessage,
): Record<string, unknown> | undefined {
  const direct = conversation.kind === 'direct';
  const mentioned = message.text.includes(`<@${world.bot.userId}>`);
  if (!direct && !(mentioned && conversation.withBot)) return undefined;
  if (!world.scopes.includes(direct ? 'im:history' : 'app_mentions:read')) return undefined;

  const { channel, user, text, ts, threadTs } = message;
  const files = filesOf(world, message).map((file) => fileInEvent(world, file));
  const common = {
    user,
    text,
    ts,
    team: world.workspace.id,
    user_team: personOf(world, user).teamId ?? world.workspace.id,
    channel,
    event_ts: ts,
    ...(threadTs && { thread_ts: threadTs }),
    ...(files.length > 0 && { files, upload: false, display_as_bot: false }),
  };
  if (!direct) return { type: 'app_mention', ...common };
  return { type: 'message', ...(files.length > 0 && { subtype: 'file_share' }), channel_type: 'im', ...common };
}
