import { deny } from '../deny.ts';
import { denyPlace } from '../deny-place.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Needs, transaction } from '../store/db.ts';
import { groupToReadAgain } from '../store/group-lists.ts';
import type { SourceGroup } from './source.ts';

/** The user group to ask the chat about before this run is drafted again. Undefined where nothing has to be asked. */
export function groupToRead(
  { db }: Needs,
  operator: Operator,
  runId: string,
): Promise<Outcome<SourceGroup | undefined>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'run-invitations');
    if (denied) return refuse(denied);
    const group = await groupToReadAgain(tx, operator.companyId, runId);
    if (!group) return done(undefined);

    const elsewhere = await denyPlace(tx, operator, operator.place);
    if (elsewhere) return refuse(elsewhere);
    return isTheirs(group, operator) ? done(group) : refuse({ code: 'group-not-found' });
  });
}

/** Nobody draws on the groups of another workspace, though it may be of the same company. */
export const isTheirs = ({ platform, workspaceId }: SourceGroup, { place }: Pick<Operator, 'place'>): boolean =>
  place !== undefined && place.platform === platform && place.workspaceId === workspaceId;
