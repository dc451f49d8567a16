import { z } from 'zod';

const id = z.string().min(1).max(1_000);
const account = z.object({
  id,
  name: z.string().max(1_000).nullish(),
  aadObjectId: z.string().max(100).toLowerCase().nullish(),
});

const Entity = z.object({
  type: z.string(),
  text: z.string().nullish(),
  mentioned: z.object({ id, name: z.string().nullish(), type: z.string().nullish() }).nullish(),
  timezone: z.string().max(100).nullish(),
});
export type Entity = z.infer<typeof Entity>;

const Attachment = z.object({
  contentType: z.string().max(300).nullish(),
  name: z.string().max(1_000).nullish(),
  content: z.unknown().optional(),
});
export type Attachment = z.infer<typeof Attachment>;

// Nobody types or attaches more than that in one message.
const MANY = 200;

/** What Teams tells, in as much of it as we read. The shape is checked before anything else looks at it. */
export const Activity = z.object({
  type: z.string().min(1).max(100),
  id: id.nullish(),
  name: z.string().max(200).nullish(),
  channelId: z.literal('msteams'),
  serviceUrl: z.string().min(1).max(1_000),
  from: account,
  recipient: account,
  conversation: z.object({
    id,
    conversationType: z.enum(['personal', 'channel', 'groupChat']),
    tenantId: z.string().max(100),
  }),
  channelData: z.object({
    tenant: z.object({ id: z.string().max(100) }),
    team: z.object({ id }).nullish(),
    eventType: z.string().max(100).nullish(),
    channel: z.object({ id: id.nullish() }).nullish(),
  }),
  text: z.string().max(100_000).nullish(),
  entities: z.array(Entity).max(MANY).nullish(),
  attachments: z.array(Attachment).max(MANY).nullish(),
  membersAdded: z.array(account).max(10_000).nullish(),
  membersRemoved: z.array(account).max(10_000).nullish(),
  action: z.string().max(100).nullish(),
  replyToId: id.nullish(),
  timestamp: z.string().max(100).nullish(),
  value: z.unknown().optional(),
});
export type Activity = z.infer<typeof Activity>;

/** The conversation without the thread, and the message that the thread hangs below. */
export function placeIn({ conversation }: Pick<Activity, 'conversation'>): { conversation: string; root?: string } {
  const [whole = '', root] = conversation.id.split(';messageid=');
  return { conversation: whole, ...(root && { root }) };
}
