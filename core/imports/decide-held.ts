import { deny } from '../deny.ts';
import { denyPlace } from '../deny-place.ts';
import type { Operator, Place } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { audit } from '../store/audit.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { type Decision, decideHeld, type HeldFile } from '../store/held-files.ts';
import { receive } from './receive-import.ts';

/** Goes on where the file was given. */
export function keepHere({ db }: Needs, operator: Operator, id: string): Promise<Outcome<unknown>> {
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
): Promise<Outcome<unknown>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'import-members');
    if (denied) return refuse(denied);
    const held = await decide(tx, operator, { id, decision: 'moved' });
    if (!held) return refuse({ code: 'file-decided' });
    return receive(tx, operator, { ...fileOf(held), place, seenIn: held.conversation });
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

const fileOf = ({ given, fileName, again }: HeldFile) => ({
  ...given,
  fileName,
  ...(again !== null && { again }),
});
