import { denyPlace } from '../deny-place.ts';
import type { CardRef, Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { cardsOutOfDate, lookAgain } from '../store/cards.ts';
import { type Needs, transaction } from '../store/db.ts';
import { countRetryable, freezeRetry } from '../store/run-lists.ts';
import { useCard } from '../store/runs.ts';
import { readSettings } from '../store/settings.ts';
import { holdRun } from './hold-run.ts';
import { openDraft } from './open-draft.ts';

/** Drafts a new run, in the same thread, of those who failed and whose cause is gone. */
export async function retryRun({ db }: Needs, operator: Operator, card: CardRef): Promise<Outcome<string>> {
  return transaction(db, async (tx) => {
    const held = await holdRun(tx, operator, card, {
      needs: 'run-invitations',
      states: ['completed', 'cancelled', 'aborted'],
    });
    if (!held.ok) return held;
    const elsewhere = await denyPlace(tx, operator, operator.place);
    if (elsewhere) return refuse(elsewhere);
    const { id: failedOf, channel, threadId, importId, title } = held.value;
    const { companyId } = operator;
    const settings = await readSettings(tx, companyId);
    if (!settings[`channel.${channel}.enabled`]) return refuse({ code: 'channel-off', channel });
    if ((await countRetryable(tx, { companyId, channel }, failedOf)) === 0) {
      await lookAgain(tx, { companyId, subjectId: failedOf });
      return refuse({ code: 'nothing-to-retry' });
    }

    await useCard(tx, companyId, card);
    await cardsOutOfDate(tx, { companyId, subjectId: failedOf });
    const runId = await openDraft(tx, {
      operator,
      channel,
      threadId,
      title: `${title}, again`,
      source: { kind: 'failed-of', runId: failedOf },
      parentId: failedOf,
      ...(importId && { importId }),
      freeze: (runId) => freezeRetry(tx, { companyId, runId, channel }, failedOf),
    });
    return done(runId);
  });
}
