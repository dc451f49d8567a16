import { reach } from '../process/crash-point.ts';
import { audit } from '../store/audit.ts';
import { cardsOutOfDate } from '../store/cards.ts';
import { type Db, type Tx, transaction } from '../store/db.ts';
import { later } from '../store/outbox.ts';
import { clearUp } from '../store/rest.ts';
import { lockCompany } from '../store/runs.ts';
import { countTakeOver, endShare, type Left, runOfShare, type Sender } from '../store/senders.ts';
import { finish } from './finish-run.ts';
import { stopItself } from './pause-run.ts';
import { ringFor } from './ring-for.ts';

/**
 * Clears up after a sender that is gone. Who was only claimed is mailed by the next one; those whose mail may have left
 * become unknown and are never mailed again by themselves. False when it was heard of again in time.
 */
export async function takeOver(db: Db, gone: Sender): Promise<boolean> {
  await reach('take-over:before');
  const { companyId, runId } = gone;
  const taken = await transaction(db, async (tx) => {
    await lockCompany(tx, companyId);
    if (!(await endShare(tx, gone))) return false;

    await clearUp(tx, gone);
    await audit(tx, { companyId }, 'run-taken-over', { subject: 'run', id: runId });
    await cardsOutOfDate(tx, { companyId, subjectId: runId });
    const run = await runOfShare(tx, gone);
    if (run) await goOn(tx, run, gone);
    return true;
  });
  await reach('take-over:after');
  return taken;
}

// Something about this run ends whoever sends it. The next one would fare no better.
const MOST_TAKE_OVERS = 25;

async function goOn(tx: Tx, run: Left, { slot, claim }: Sender): Promise<void> {
  if (run.state !== 'sending' && run.state !== 'cancelling')
    return later(tx, 'wake-company', { companyId: run.companyId });
  if (await finish(tx, run)) return;
  if ((await countTakeOver(tx, run, claim)) >= MOST_TAKE_OVERS && (await stopItself(tx, run, 'interrupted'))) return;
  await ringFor(tx, { ...run, slot }, claim);
}
