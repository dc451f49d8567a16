import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { Fault } from '#core/fault.ts';
import type { Place } from '#core/operator.ts';
import { said, toFault } from './fault.ts';

const CARD = 'muster_card';

/** Goes with a message unseen; an edit keeps it. Any app in the workspace may read it, so it says nothing but an id. */
export const marked = (id: string) => ({ event_type: CARD, event_payload: { id } });

const Page = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.object({ id: z.string().optional() }) })
        .optional()
        .catch(undefined),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().default('') }).optional(),
});
type Page = z.infer<typeof Page>;

// Slack's clock gives the messages their time, and ours says since when.
const CLOCKS_APART_S = 300;

// Slack recommends no more at once. Apps that are sold outside its marketplace get 15 whatever they ask for, once a minute:
// https://docs.slack.dev/reference/methods/conversations.replies
const PAGE = 200;
const FEW = 15;

/** The messages with this mark, in the thread or among those that begin one, oldest first. */
export async function find(client: WebClient, place: Place, mark: string, since: Date): Promise<string[]> {
  const found: string[] = [];
  const within = span(since);
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page: Page = await read(client, place, { ...within, ...(cursor && { cursor }) });
    for (const { ts, metadata } of page.messages) {
      if (metadata?.event_type === CARD && metadata.event_payload.id === mark) found.push(ts);
    }
    cursor = page.response_metadata?.next_cursor || undefined;
    if (cursor && page.messages.length <= FEW) return orGiveUp(found);
  }
  return found.sort();
}

// With both ends given Slack begins with the newest.
function span(since: Date) {
  const at = (seconds: number) => seconds.toFixed(6);
  return { oldest: at(since.getTime() / 1000 - CLOCKS_APART_S), latest: at(Date.now() / 1000 + CLOCKS_APART_S) };
}

/** To read on at a page a minute would keep the card waiting for longer than a second message is worth. */
function orGiveUp(found: string[]): string[] {
  if (found.length === 0) throw new Fault('Slack lets this app read no further', { retry: 'never' });
  return found.sort();
}

async function read(client: WebClient, { conversation, root }: Place, part: Record<string, string>): Promise<Page> {
  const asked = { channel: conversation, include_all_metadata: true, limit: PAGE, ...part };
  try {
    const { history, replies } = client.conversations;
    return Page.parse(root ? await replies({ ...asked, ts: root }) : await history(asked));
  } catch (error) {
    if (said(error, 'thread_not_found')) return { messages: [] };
    throw toFault(error);
  }
}
