import { keepToldGroups } from '#core/directory/keep-told-groups.ts';
import { Fault } from '#core/fault.ts';
import { whetherToAsk } from '#core/store/group-news.ts';
import type { Herald } from './context.ts';

/** Asks a platform who is in the groups that hold something here. What it says while it is asked is asked again. */
export const readGroups: Herald<'read-groups'> = async (place, { db, platforms, log }) => {
  const platform = platforms.get(place.platform);
  const ask = await whetherToAsk(db, place);
  if (!platform || ask.when === 'never') return;
  if (ask.when === 'soon') throw inAWhile(ask.afterMs);

  const asked = performance.now();
  const groups = await platform.groups(place.workspaceId).catch((error: unknown) => {
    if (!(error instanceof Fault) || error.retry !== 'never') throw error;
    log.warn({ error, workspace: place.workspaceId }, 'nobody tells who is in a group, so soon it counts for nobody');
  });
  if (!groups) return;
  await keepToldGroups({ db }, place, { groups, ageMs: performance.now() - asked });
  const again = await whetherToAsk(db, place);
  if (again.when !== 'never') throw inAWhile(again.when === 'soon' ? again.afterMs : 0);
};

const inAWhile = (afterMs: number) => new Fault('Groups were asked for a moment ago', { retry: { afterMs } });
