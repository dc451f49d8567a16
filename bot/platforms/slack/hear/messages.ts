import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Asker } from '../asker.ts';
import { audienceIn } from '../audience.ts';
import { type ContextOf, type HearContext, pass, typed } from './context.ts';
import { fileKey } from './shared-files.ts';

const Message = z.object({
  channel: z.string(),
  channel_type: z.string().optional(),
  user: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
  text: z.string().default(''),
  subtype: z.string().optional(),
  bot_id: z.string().optional(),
  files: z.array(z.object({ id: z.string(), name: z.string().nullish() })).default([]),
});
type Message = z.infer<typeof Message>;

/** A list dropped into the direct conversation, or given with a mention, is imported; words there are a command. */
export function hearMessages(app: App, contextOf: ContextOf): void {
  app.event('message', async ({ body, event }) => {
    const { data: message } = Message.safeParse(event);
    const spoken = message && !message.bot_id && (message.subtype === undefined || message.subtype === 'file_share');
    if (spoken && message.channel_type === 'im') await listen(contextOf(body), message);
  });

  app.event('app_mention', async ({ body, event }) => {
    const { data: message } = Message.safeParse(event);
    if (message && !message.bot_id) await listen(contextOf(body), message);
  });

  app.shortcut(/.*/, async ({ ack, body, shortcut }) => {
    await ack();
    if (shortcut.type !== 'message_action' || shortcut.callback_id !== 'import_message') return;

    const { data: message } = Message.safeParse({
      ...shortcut.message,
      channel: shortcut.channel.id,
      user: shortcut.user.id,
    });
    if (!message) return;
    const asker = { ...askerOf(message), triggerId: shortcut.trigger_id };
    await pass(contextOf(body), { asker, asked: { verb: 'import', fields: offered(message) } });
  });
}

async function listen(context: HearContext, message: Message): Promise<void> {
  const asker = askerOf(message);
  if (message.files.length > 0) return importFiles(context, message, asker);

  const words = message.text.replace(`<@${context.botUserId}>`, '').trim();
  await pass(context, {
    eventKey: `message.${wishOf(message)}`,
    asker,
    asked: typed(words),
  });
}

const wishOf = ({ channel, ts }: Message) => `${channel}.${ts}`;

/** Each file is an import. The message and the file are its key: told four times, or asked for twice, it is one. */
const filesOf = (message: Message) =>
  message.files.map(({ id, name }) => ({
    upload: { fileId: id },
    fileName: name ?? 'list.csv',
    sourceKey: `slack.${wishOf(message)}.${id}`,
  }));

/** A message without a file opens the form as it is. */
const offered = (message: Message) => (message.files.length > 0 ? { offered: filesOf(message) } : {});

async function importFiles(context: HearContext, message: Message, asker: Asker): Promise<void> {
  const audience = await audienceIn(context, message.channel);
  for (const file of filesOf(message)) {
    const where = audience && { audience, heldKey: fileKey(message.channel, file.upload.fileId) };
    await pass(context, { asker, asked: { verb: 'import', fields: { file: { ...file, ...where } } } });
  }
}

const askerOf = ({ user, channel, ts, thread_ts }: Message): Asker => ({
  userId: user,
  carried: { conversation: channel, root: thread_ts ?? ts },
});
