import { cardsOutOfDate, waitingCardsOutOfDate } from '../store/cards.ts';
import type { Tx } from '../store/db.ts';
import { later } from '../store/outbox.ts';
import { takePlace } from '../store/runs.ts';
import { takeDue } from '../store/scheduled-runs.ts';

/** A run that is to be sent goes to the end of its company's queue, and the company is woken. */
export async function enterQueue(tx: Tx, companyId: string, runId: string): Promise<void> {
  // Their time came before this one was confirmed, whoever is awake first.
  await admitDue(tx, companyId);
  await takePlace(tx, companyId, runId);
  await later(tx, 'wake-company', { companyId });
  await cardsOutOfDate(tx, { companyId, subjectId: runId });
  await waitingCardsOutOfDate(tx, companyId);
}

/** With the company locked: scheduled runs whose time has come go to the end of its queue. False when there are none. */
export async function admitDue(tx: Tx, companyId: string): Promise<boolean> {
  const due = await takeDue(tx, companyId);
  for (const subjectId of due) {
    await takePlace(tx, companyId, subjectId);
    await cardsOutOfDate(tx, { companyId, subjectId });
  }
  return due.length > 0;
}
