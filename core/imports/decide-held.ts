import { randomUUID } from 'node:crypto';
import { deny } from '../deny.ts';
import { denyPlace } from '../deny-place.ts';
import type { Operator, Place } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { audit } from '../store/audit.ts';
import { cardsOutOfDate } from '../store/cards.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { type Decision, decideHeld, type HeldFile } from '../store/held-files.ts';
import { tell } from '../store/outbox.ts';
import { startRemoval } from '../store/uploads.ts';
import type { ImportRef } from './import-ref.ts';
import { type Begun, receive } from './receive-import.ts';

/** Goes on where the file was given. */
export function keepHere({ db }: Needs, operator: Operator, id: string): Promise<Outcome<Begun>> {
  return transaction(db, async (tx) => {
    // Before it is decided: where nothing may begin, the question stays open.
    const denied = (await deny(tx, operator, 'import-members')) ?? (await denyPlace(tx, operator, operator.place));
    if (denied) return refuse(denied);
    const held = await decide(tx, operator, { id, decision: 'kept' });
    if (!held) return refuse({ code: 'file-decided' });
    const { platform, workspaceId, conversation, root } = held;
    const place = { platform, workspaceId, conversation, ...(root !== null && { root }) };
    return receive(tx, operator, { ...fileOf(held), place });
  });
}

/** Goes on between us and who gave it; once the file is here, it is taken away from where others can read it. */
export function moveToPrivate(
  { db }: Needs,
  operator: Operator,
  { id, place }: { id: string; place: Place },
): Promise<Outcome<Begun>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'import-members');
    if (denied) return refuse(denied);
    const held = await decide(tx, operator, { id, decision: 'moved' });
    if (!held) return refuse({ code: 'file-decided' });
    const seenIn = held.conversation;
    const begun = await receive(tx, operator, { ...fileOf(held), place, seenIn });
    if (begun.ok && begun.value.isKnown) await takeAway(tx, { companyId: operator.companyId, ...begun.value }, seenIn);
    return begun;
  });
}

/** Nothing is imported, and the file was never opened. */
export function forgetFile({ db }: Needs, operator: Operator, id: string): Promise<Outcome> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'import-members');
    if (denied) return refuse(denied);
    const held = await decide(tx, operator, { id, decision: 'forgotten' });
    return held ? done() : refuse({ code: 'file-decided' });
  });
}

async function decide(
  tx: Tx,
  operator: Operator,
  decided: { id: string; decision: Decision },
): Promise<HeldFile | undefined> {
  const held = await decideHeld(tx, operator, decided);
  if (held) await audit(tx, operator, `file-${decided.decision}`, { subject: 'file', id: decided.id });
  return held;
}

/** Whoever decides asks on purpose, though the file may have come by itself: an import of it that is over does not stand in the way. */
const fileOf = ({ given, fileName, again }: HeldFile) => ({ ...given, fileName, again: again ?? randomUUID() });

/** The file of an import that goes on where it is. Where it has not come yet, it is taken away once it has. */
async function takeAway(tx: Tx, { companyId, importId }: ImportRef, seenIn: string): Promise<void> {
  const started = await startRemoval(tx, { companyId, importId }, seenIn);
  if (started?.isHere) await tell(tx, 'remove-upload', { companyId, importId });
  if (started) await cardsOutOfDate(tx, { companyId, subjectId: importId });
}
