import type { App } from '@slack/bolt';
import { z } from 'zod';
import { answer } from '../answer.ts';
import type { Asker } from '../asker.ts';
import { audienceOf } from '../audience.ts';
import { isDirect } from '../direct.ts';
import { type ContextOf, type HearContext, place } from './context.ts';

const Shared = z.object({ file_id: z.string(), user_id: z.string(), channel_id: z.string() });
type Shared = z.infer<typeof Shared>;

/** A file that was posted where we are, and not given to us. Nobody has asked: we speak only of a list that too many can read. */
export function hearSharedFiles(app: App, contextOf: ContextOf): void {
  app.event('file_shared', async ({ body, event }) => {
    const { data: shared } = Shared.safeParse(event);
    const context = contextOf(body);
    if (!shared || isDirect(shared.channel_id) || shared.user_id === context.botUserId) return;
    await overhear(context, shared).catch((error: unknown) =>
      context.log.warn({ error }, 'a shared file is not looked at'),
    );
  });
}

async function overhear(context: HearContext, { file_id, user_id, channel_id }: Shared): Promise<void> {
  const { client, log } = context;
  const fileName = await nameOf(context, file_id);
  if (!/\.csv$/i.test(fileName)) return;

  const asker: Asker = { userId: user_id, carried: { conversation: channel_id } };
  const file = {
    ...{ upload: { fileId: file_id }, fileName, sourceKey: fileKey(channel_id, file_id), unasked: true },
    audience: await audienceOf(client, log, channel_id),
  };
  const from = await context.people.profile(user_id);
  const where = place(context, asker.carried);
  const reply = await context.hear({ from, place: where, asked: { verb: 'import', fields: { file } } });
  if (reply.kind === 'file-held') await answer(client, log, asker, reply);
}

/** The same file in the same channel, whatever tells us of it. */
export const fileKey = (channel: string, fileId: string) => `slack.${channel}.${fileId}`;

const Named = z.object({ file: z.object({ name: z.string().nullish() }) });

async function nameOf({ client }: HearContext, file: string): Promise<string> {
  return Named.parse(await client.files.info({ file })).file.name ?? '';
}
