import { z } from 'zod';
import type { Suggestion } from '../../../reply.ts';
import type { Picker } from '../../define.ts';
import type { Activity } from '../activity.ts';
import type { Answer } from '../sdk.ts';
import type { Asker, HearContext } from './context.ts';
import { inTime } from './in-time.ts';

const Search = z.object({
  queryText: z.string().max(500).default(''),
  dataset: z.enum(['lists', 'units'] satisfies Picker[]),
});

// https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search: a menu shows 15.
const MOST = 15;

/** What a picker in a form offers while somebody types. */
export async function hearPicker(context: HearContext, who: Promise<Asker>, activity: Activity): Promise<Answer> {
  const { data: search } = Search.safeParse(activity.value);
  if (!search) return offered([]);
  const { dataset: picker, queryText } = search;
  const work = who
    .then(({ profile: from, place }) => context.suggest({ from, place, picker, typed: queryText }))
    .catch((error): Suggestion[] => {
      context.desk.log.error({ error, picker }, 'a picker stays empty');
      return [];
    });
  return inTime(context.inFlight, { work, now: offered, meanwhile: () => offered([]), later: async () => {} });
}

function offered(found: Suggestion[]): Answer {
  const results = found
    .slice(0, MOST)
    .map(({ name, rest, value }) => ({ title: [name, rest].filter(Boolean).join(' '), value }));
  const type = 'application/vnd.microsoft.search.searchResponse';
  return { status: 200, body: { statusCode: 200, type, value: { results } } };
}
