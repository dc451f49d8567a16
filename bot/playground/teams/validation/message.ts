import { z } from 'zod';
import type { Card, Consent, Message } from '../types.ts';
import type { World } from '../world.ts';
import { checkCard } from './card.ts';

const consent = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.card.file.consent'),
  name: z.string().min(1),
  content: z.strictObject({
    description: z.string().min(1),
    sizeInBytes: z.int().positive(),
    acceptContext: z.unknown(),
    declineContext: z.unknown(),
  }),
});
const info = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.card.file.info'),
  contentUrl: z.url(),
  name: z.string().min(1),
  content: z.strictObject({ uniqueId: z.string().min(1), fileType: z.string() }),
});
const adaptive = z.object({
  contentType: z.literal('application/vnd.microsoft.card.adaptive'),
  content: z.looseObject({ type: z.literal('AdaptiveCard') }),
});

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages: a message with all that is in it. */
const MOST_BYTES = 100 * 1024;

const Outgoing = z.object({
  type: z.literal('message'),
  from: z.object({ id: z.string() }),
  id: z.string().optional(),
  text: z.string().optional(),
  summary: z.string().optional(),
  attachments: z
    .array(z.discriminatedUnion('contentType', [adaptive, consent, info]))
    .max(10)
    .default([]),
  channelData: z.record(z.string(), z.unknown()).optional(),
  recipient: z.object({ id: z.string() }).optional(),
});

export type Content = Pick<Message, 'text' | 'cards' | 'files' | 'summary' | 'consent' | 'channelData'> & {
  recipient?: string;
};
export type Checked = { ok: true; content: Content } | { ok: false; status: number; code: string; messages: string[] };

const no = (status: number, code: string, messages: string[]): Checked => ({ ok: false, status, code, messages });

/** What the bot says, as Teams would take it, or why it would not. */
export function checkMessage({ bot, people }: World, body: unknown, isPersonal: boolean): Checked {
  if (Buffer.byteLength(JSON.stringify(body) ?? '') > MOST_BYTES) return no(413, 'MessageSizeTooBig', ['too big']);
  const { data: said, error } = Outgoing.safeParse(body);
  if (!said)
    return no(400, 'BadSyntax', error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []);
  if (said.from.id !== `28:${bot.appId}`) return no(403, 'BotMismatch', [`from ${said.from.id}`]);
  if (!said.text && said.attachments.length === 0) return no(400, 'BadSyntax', ['A message says nothing']);

  const cards: Card[] = [];
  let asked: Consent | undefined;
  const files: Message['files'] = [];
  for (const attachment of said.attachments) {
    if (attachment.contentType === 'application/vnd.microsoft.card.adaptive') cards.push(attachment.content);
    else if (!isPersonal) return no(400, 'BadArgument', ['Files are for personal chats']);
    else if ('description' in attachment.content) asked = { name: attachment.name, ...contexts(attachment.content) };
    else files.push({ id: attachment.content.uniqueId, name: attachment.name, size: 0 });
  }
  const findings = cards.flatMap((card) => checkCard(card, (mri) => people.some((person) => person.mri === mri)));
  if (findings.length > 0) return no(400, 'BadArgument', findings);
  const { text = '', summary, channelData, recipient } = said;
  return {
    ok: true,
    content: {
      ...{ text, cards, files },
      ...(summary && { summary }),
      ...(asked && { consent: asked }),
      ...(channelData && { channelData }),
      ...(recipient && { recipient: recipient.id }),
    },
  };
}

function contexts({ sizeInBytes, acceptContext, declineContext }: z.infer<typeof consent>['content']) {
  return { sizeInBytes, acceptContext, declineContext };
}
