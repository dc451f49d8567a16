import type { Door } from '../faults.ts';
import { whyNotIn } from '../http/identity.ts';
import { problem, type Reply } from '../http/reply.ts';
import type { World } from '../world.ts';
import { post, put, remove } from './activities.ts';
import { open } from './conversations.ts';
import { member, members } from './members.ts';

export type Asked = {
  method: string;
  /** Below /v3. */
  path: string[];
  query: URLSearchParams;
  body: unknown;
  authorization: string | undefined;
};

type Faulty = (door: Door, work: () => Reply) => Reply;

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference: what our adapter uses of it. */
export function answerConnector(world: World, asked: Asked, faulty: Faulty): Reply {
  const refused = whyNotIn(world, asked.authorization);
  if (refused) return refused;
  const { method, path, query, body } = asked;
  const [area, conversation = '', what, id] = path;
  if (area !== 'conversations') return problem(404, 'NotFound');
  if (method === 'POST' && path.length === 1) return faulty('open', () => open(world, body));

  const isTargeted = query.get('isTargetedActivity') === 'true';
  if (method === 'POST' && what === 'activities')
    return faulty('post', () => post(world, { conversation, body, isTargeted }));
  if (method === 'PUT' && what === 'activities' && id)
    return faulty('put', () => put(world, { conversation, id, body }));
  if (method === 'DELETE' && what === 'activities' && id)
    return faulty('delete', () => remove(world, { conversation, id }));
  if (method === 'GET' && what === 'members' && id) return faulty('member', () => member(world, conversation, id));
  if (method === 'GET' && what === 'pagedmembers') return faulty('member', () => members(world, conversation, query));
  return problem(404, 'NotFound');
}
