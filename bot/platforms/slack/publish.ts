import type { HomeView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { type Reply, show } from '../../reply.ts';
import { said, toFault } from './fault.ts';
import { type Manner, simulation } from './say.ts';
import { views } from './views/index.ts';

type Who = { userId: string; conversation: string };
type Published = Manner & { reply: Reply; was?: string | undefined };

/** What is pressed there is answered in the conversation with this person. */
export function homeTab(reply: Reply, conversation: string, { simulated }: Manner = { simulated: false }): HomeView {
  const blocks = [...show(views, reply), ...(simulated ? simulation(reply) : [])];
  return { type: 'home', private_metadata: JSON.stringify({ conversation }), blocks };
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
