import { z } from 'zod';
import { envelope } from '../deliver/envelope.ts';
import { invoke } from '../deliver/invoke.ts';
import type { Where } from '../types.ts';
import type { World } from '../world.ts';

const Found = z.object({
  statusCode: z.literal(200),
  type: z.literal('application/vnd.microsoft.search.searchResponse'),
  value: z.object({ results: z.array(z.object({ title: z.string().min(1), value: z.string().min(1) })).max(15) }),
});

type Search = { person: string; where: Where; dataset: string; typed: string };

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search */
export async function search(world: World, { person, where, dataset, typed }: Search) {
  const value = { kind: 'search', queryText: typed, queryOptions: { skip: 0, top: 15 }, dataset };
  const activity = envelope(world, person, where, { type: 'invoke', name: 'application/search', value });
  const found = await invoke(world, { ...activity, person }, Found);
  return found?.value.results ?? [];
}
