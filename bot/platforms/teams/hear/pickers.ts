import { z } from 'zod';
import type { Picker } from '../../define.ts';
import type { Activity } from '../activity.ts';
import type { Answer } from '../sdk.ts';
import type { Asker, HearContext } from './context.ts';

const Search = z.object({
  queryText: z.string().max(500).default(''),
  dataset: z.enum(['lists', 'units'] satisfies Picker[]),
});

// https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search: a menu shows 15.
const MOST = 15;

/** What a picker in a form offers while somebody types. */
export async function hearPicker(context: HearContext, asker: Asker, activity: Activity): Promise<Answer> {
  const { data: search } = Search.safeParse(activity.value);
  const { profile: from, place } = asker;
  const found = search
    ? await context.suggest({ from, place, picker: search.dataset, typed: search.queryText }).catch((error) => {
        context.desk.log.error({ error, picker: search.dataset }, 'a picker stays empty');
        return [];
      })
    : [];
  const results = found
    .slice(0, MOST)
    .map(({ name, rest, value }) => ({ title: [name, rest].filter(Boolean).join(' '), value }));
  return {
    status: 200,
    body: { statusCode: 200, type: 'application/vnd.microsoft.search.searchResponse', value: { results } },
  };
}
