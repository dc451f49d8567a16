import type { CardRef, Operator } from '../operator.ts';
import type { Outcome } from '../outcome.ts';
import { type Db, type Needs, transaction } from '../store/db.ts';
import { isTried } from '../store/first-people.ts';
import { lockCompany } from '../store/runs.ts';
import type { Held } from '../store/senders.ts';
import { FIRST_FEW } from './first-few.ts';
import { stopItself } from './pause-run.ts';
import { sendRun } from './send-run.ts';

/** Starts a run as Send does, but only its first people are mailed until somebody resumes it. */
export function tryRun(needs: Needs, operator: Operator, card: CardRef): Promise<Outcome> {
  return sendRun(needs, operator, card, { first: FIRST_FEW });
}

/** The first people of a run that is tried have their results: it waits for somebody to look. False when they have not, or it has nobody else. */
export function waitForLook(db: Db, held: Held): Promise<boolean> {
  return transaction(db, async (tx) => {
    await lockCompany(tx, held.companyId);
    return (await isTried(tx, held)) && stopItself(tx, held, 'tried');
  });
}
