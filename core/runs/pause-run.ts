import type { CardRef, Operator } from '../operator.ts';
import { done, type Outcome } from '../outcome.ts';
import { audit } from '../store/audit.ts';
import { cardsOutOfDate, openCard } from '../store/cards.ts';
import { type Db, type Needs, type Tx, transaction } from '../store/db.ts';
import { later } from '../store/outbox.ts';
import { findRun, lockCompany } from '../store/runs.ts';
import { type Held, isBeingSent, type Share } from '../store/senders.ts';
import { pause } from '../store/stops.ts';
import type { RunCause } from './cause.ts';
import { holdRun } from './hold-run.ts';

/** Stops a run until somebody resumes it. Mails that are leaving just now still do; the company is free for its next run after them. */
export async function pauseRun({ db }: Needs, operator: Operator, card: CardRef): Promise<Outcome> {
  return transaction(db, async (tx) => {
    const held = await holdRun(tx, operator, card, { needs: 'run-invitations', states: ['sending'] });
    if (!held.ok) return held;

    await pause(tx, { companyId: operator.companyId, runId: card.id }, { by: operator });
    await audit(tx, operator, 'run-paused', { subject: 'run', id: card.id });
    await follow(tx, operator.companyId, card.id);
    return done();
  });
}

/** A run that cannot get on pauses itself and says so in its thread. False when it is not being sent any more. */
export function pauseItself(db: Db, share: Share, cause: RunCause): Promise<boolean> {
  return transaction(db, async (tx) => {
    await lockCompany(tx, share.companyId);
    return (await isBeingSent(tx, share)) && stopItself(tx, share, cause);
  });
}

/** The same inside a transaction that has locked the company. */
export async function stopItself(tx: Tx, { companyId, runId }: Omit<Held, 'fence'>, cause: RunCause): Promise<boolean> {
  const run = await findRun(tx, companyId, runId);
  if (!run || !(await pause(tx, { companyId, runId }, { cause }))) return false;

  await audit(tx, { companyId }, 'run-paused', { subject: 'run', id: runId }, { cause });
  await openCard(tx, { companyId, subjectId: runId }, 'alarm', run.threadId);
  await follow(tx, companyId, runId);
  return true;
}

async function follow(tx: Tx, companyId: string, runId: string): Promise<void> {
  await cardsOutOfDate(tx, { companyId, subjectId: runId });
  await later(tx, 'wake-company', { companyId });
}
