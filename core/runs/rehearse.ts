import { cardsOutOfDate } from '../store/cards.ts';
import type { Tx } from '../store/db.ts';
import { confirmedOtherwise, followRehearsal } from '../store/rehearsals.ts';
import type { StandingRun } from '../store/runs.ts';
import { readSettings } from '../store/settings.ts';

/** A rehearsal begins or ends, with its company locked: what is not confirmed follows. How many confirmed runs stay what they were. */
export async function rehearse(tx: Tx, companyId: string, inbox: string | undefined): Promise<number> {
  for (const { id: subjectId } of await followRehearsal(tx, companyId, inbox))
    await cardsOutOfDate(tx, { companyId, subjectId });
  return confirmedOtherwise(tx, companyId, inbox);
}

/** A draft that was made in the moment in which the setting changed shows what is not so. True: its card is shown anew. */
export async function isShownWrong(tx: Tx, companyId: string, { rehearsal }: StandingRun): Promise<boolean> {
  const { rehearsal: inbox = null } = await readSettings(tx, companyId);
  if (rehearsal === inbox) return false;
  await rehearse(tx, companyId, inbox ?? undefined);
  return true;
}
