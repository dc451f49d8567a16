import { may } from '#core/directory/may.ts';
import { recognise } from '#core/directory/recognise.ts';
import { suggestUnits } from '#core/directory/suggest-units.ts';
import { suggestLists } from '#core/imports/suggest-lists.ts';
import type { Operator, Place } from '#core/operator.ts';
import type { Db } from '#core/store/db.ts';
import type { CommandContext } from './commands/define.ts';
import type { Picker, Suggest } from './platforms/define.ts';
import type { Suggestion } from './reply.ts';
import { groupSuggestion, listSuggestion, unitSuggestion } from './wording.ts';

// A menu takes 100 (hear/pickers.ts); one more says that there are more.
const MOST = 101;

type Groups = CommandContext['groups'];
type Needs = { db: Db; groups: Groups };
type Asked = { operator: Operator; place: Place; typed: string };
type Source = (needs: Needs, asked: Asked) => Promise<Suggestion[]>;

const sources: Record<Picker, Source> = {
  lists: async ({ db, groups }, asked) => {
    const lists = (await suggestLists({ db }, asked.operator, asked.typed)).map(listSuggestion);
    return [...lists, ...(await suggestGroups({ db, groups }, asked))];
  },
  units: async ({ db }, { operator, typed }) =>
    (await suggestUnits({ db }, operator, { typed, most: MOST })).map(unitSuggestion),
};

/** The user groups in use in this workspace, for who may invite. */
async function suggestGroups({ db, groups }: Needs, { operator, place, typed }: Asked): Promise<Suggestion[]> {
  const allowed = await may({ db }, operator, 'run-invitations');
  const told = allowed.ok ? await groups(place) : undefined;
  const words = typed.trim().toLowerCase();
  return (told?.groups ?? [])
    .filter(({ name, isGone }) => !isGone && `@${name}`.toLowerCase().includes(words))
    .map(groupSuggestion);
}

/** What a picker offers. Who may not see it gets an empty one. */
export function makeSuggest({ db, groups }: Needs): Suggest {
  return async ({ from, place, picker, typed }) => {
    const who = await recognise({ db }, from);
    return who.ok ? sources[picker]({ db, groups }, { operator: who.value, place, typed }) : [];
  };
}
