import { recognise } from '#core/directory/recognise.ts';
import { suggestUnits } from '#core/directory/suggest-units.ts';
import { suggestLists } from '#core/imports/suggest-lists.ts';
import type { Operator } from '#core/operator.ts';
import type { Db } from '#core/store/db.ts';
import type { Picker, Suggest } from './platforms/define.ts';
import type { Suggestion } from './reply.ts';
import { listSuggestion, unitSuggestion } from './wording.ts';

// A menu takes 100 (hear/pickers.ts); one more says that there are more.
const MOST = 101;

type Source = (db: Db, operator: Operator, typed: string) => Promise<Suggestion[]>;

const sources: Record<Picker, Source> = {
  lists: async (db, operator, typed) => (await suggestLists({ db }, operator, typed)).map(listSuggestion),
  units: async (db, operator, typed) =>
    (await suggestUnits({ db }, operator, { typed, most: MOST })).map(unitSuggestion),
};

/** What a picker offers. Who may not see it gets an empty one. */
export function makeSuggest({ db }: { db: Db }): Suggest {
  return async ({ from, picker, typed }) => {
    const who = await recognise({ db }, from);
    return who.ok ? sources[picker](db, who.value, typed) : [];
  };
}
