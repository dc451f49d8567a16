import type { HomeView, KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { type Reply, show } from '../../reply.ts';
import { views } from '../../views/index.ts';
import { note } from '../../views/kit.ts';
import { more } from '../../wording.ts';
import { drawBlocks } from './draw/blocks.ts';
import { said, toFault } from './fault.ts';
import { limits } from './limits.ts';
import { type Manner, simulation } from './say.ts';

type Who = { userId: string; conversation: string };
type Published = Manner & { reply: Reply; was?: string | undefined };

/** What is pressed there is answered in the conversation with this person. */
export function homeTab(reply: Reply, conversation: string, { simulated }: Manner = { simulated: false }): HomeView {
  const blocks = [...within(drawBlocks(show(views, reply))), ...(simulated ? simulation(reply) : [])];
  return { type: 'home', private_metadata: JSON.stringify({ conversation }), blocks };
}

/** Slack refuses a page with a block too many as a whole. */
function within(blocks: KnownBlock[]): KnownBlock[] {
  // One more may be added that says what is not real.
  const most = limits.viewBlocks - 1;
  if (blocks.length <= most) return blocks;
  return [...blocks.slice(0, most - 1), ...drawBlocks([note(more(blocks.length - most + 1))])];
}

/** The hash of what stands on the Home tab from now on. `stale`: something else stood there than what is named. */
export async function publish(
  client: WebClient,
  { userId, conversation }: Who,
  { reply, was, simulated }: Published,
): Promise<string | 'stale'> {
  try {
    const view = homeTab(reply, conversation, { simulated });
    const published = await client.views.publish({ user_id: userId, view, ...(was && { hash: was }) });
    if (!published.view?.hash) throw new Error('views.publish gave no hash');
    return published.view.hash;
  } catch (error) {
    if (said(error, 'hash_conflict')) return 'stale';
    throw toFault(error);
  }
}
