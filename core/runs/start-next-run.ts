import { reach } from '../process/crash-point.ts';
import { audit } from '../store/audit.ts';
import { cardsOutOfDate, waitingCardsOutOfDate } from '../store/cards.ts';
import { type Db, type Tx, transaction } from '../store/db.ts';
import { endAtFirst } from '../store/first-people.ts';
import { cancelQueued, lockCompany } from '../store/runs.ts';
import type { Held } from '../store/senders.ts';
import { abortPending, type Head, headOfQueue, startSending } from '../store/sending.ts';
import { readSettings } from '../store/settings.ts';
import { admitDue } from './enter-queue.ts';
import { ringForAll } from './ring-for.ts';
import { tellStart } from './tell-start.ts';

/** Starts the run that was confirmed first, if none of the company is being sent. */
export async function startNextRun(db: Db, companyId: string): Promise<Held | undefined> {
  await reach('start:before');
  const held = await transaction(db, async (tx) => {
    await lockCompany(tx, companyId);
    if (await admitDue(tx, companyId)) await waitingCardsOutOfDate(tx, companyId);
    const settings = await readSettings(tx, companyId);
    for (;;) {
      const head = await headOfQueue(tx, companyId);
      if (!head) return undefined;
      if (settings[`channel.${head.channel}.enabled`]) return start(tx, companyId, head);
      await abort(tx, companyId, head);
    }
  });
  await reach('start:after');
  return held;
}

async function start(tx: Tx, companyId: string, head: Head): Promise<Held | undefined> {
  const held = await startSending(tx, companyId, head.id);
  if (!held) return undefined;
  await endAtFirst(tx, companyId, head);

  await ringForAll(tx, held);
  await audit(tx, { companyId }, 'run-started', { subject: 'run', id: head.id });
  await cardsOutOfDate(tx, { companyId, subjectId: head.id });
  await tellStart(tx, companyId, head.id);
  await waitingCardsOutOfDate(tx, companyId);
  return held;
}

/** A channel that was turned off stays off, also for what was confirmed before. */
async function abort(tx: Tx, companyId: string, { id }: Head): Promise<void> {
  await abortPending(tx, companyId, id, 'channel-off');
  await cancelQueued(tx, companyId, [id]);
  await audit(tx, { companyId }, 'run-aborted', { subject: 'run', id }, { cause: 'channel-off' });
  await cardsOutOfDate(tx, { companyId, subjectId: id });
}
