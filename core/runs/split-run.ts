import { denyPlace } from '../deny-place.ts';
import type { CardRef, Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { audit } from '../store/audit.ts';
import { cardsOutOfDate } from '../store/cards.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { freezePart } from '../store/run-lists.ts';
import { endUnsent, type StandingRun } from '../store/runs.ts';
import { readSettings } from '../store/settings.ts';
import { holdRun } from './hold-run.ts';
import { openDraft } from './open-draft.ts';

/** Makes drafts within the limit out of one that is over it, with exactly the same people, each on a card of its own. */
export async function splitRun({ db }: Needs, operator: Operator, card: CardRef): Promise<Outcome<string[]>> {
  return transaction(db, async (tx) => {
    const held = await holdRun(tx, operator, card, { needs: 'run-invitations', states: ['draft'] });
    if (!held.ok) return held;
    const elsewhere = await denyPlace(tx, operator, operator.place);
    if (elsewhere) return refuse(elsewhere);
    const { toInvite } = held.value;
    const { 'run.max-records': limit } = await readSettings(tx, operator.companyId);
    if (toInvite <= limit) return refuse({ code: 'within-limit', people: toInvite, limit });

    const parts = await openParts(tx, operator, held.value, limit);
    await endUnsent(tx, operator, card, { from: 'draft', to: 'discarded', cause: 'split' });
    await audit(tx, operator, 'run-split', { subject: 'run', id: card.id }, { parts: parts.length, limit });
    await cardsOutOfDate(tx, { companyId: operator.companyId, subjectId: card.id });
    return done(parts);
  });
}

async function openParts(tx: Tx, operator: Operator, whole: StandingRun, size: number): Promise<string[]> {
  const { channel, threadId, importId } = whole;
  const { companyId } = operator;
  const count = Math.ceil(whole.toInvite / size);
  const parts: string[] = [];
  for (let part = 0; part < count; part++) {
    const runId = await openDraft(tx, {
      operator,
      channel,
      threadId,
      title: `${whole.title}, part ${part + 1} of ${count}`,
      source: { kind: 'part-of', runId: whole.id, part },
      parentId: whole.id,
      ...(importId && { importId }),
      freeze: (runId) => freezePart(tx, { companyId, runId }, { id: whole.id, part, size }),
    });
    parts.push(runId);
  }
  return parts;
}
