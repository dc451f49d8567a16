import { recognise } from '#core/directory/recognise.ts';
import { suggestUnits } from '#core/directory/suggest-units.ts';
import { suggestLists } from '#core/imports/suggest-lists.ts';
import type { Db } from '#core/store/db.ts';
import type { Suggest } from './platforms/define.ts';

const sources = { lists: suggestLists, units: suggestUnits };

/** What a picker offers. Who may not see it gets an empty one. */
export function makeSuggest({ db }: { db: Db }): Suggest {
  return async ({ from, picker, typed }) => {
    const who = await recognise({ db }, from);
    return who.ok ? sources[picker]({ db }, who.value, typed) : [];
  };
}
