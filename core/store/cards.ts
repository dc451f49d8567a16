import { type Db, type Tx, transaction } from './db.ts';
import { tell } from './outbox.ts';

/** `import` and `run` show their subject from beginning to end; `summary` is said in the run's thread when it is over. */
export type CardKind = 'import' | 'run' | 'summary';

type Subject = { companyId: string; subjectId: string };

/** A card for this subject, and the news that it wants to be shown. A second card of the same kind is never made. */
export async function openCard(
  tx: Tx,
  { companyId, subjectId }: Subject,
  kind: CardKind,
  threadId: string,
): Promise<void> {
  const [card] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO card (company_id, thread_id, kind, subject_id)
    VALUES (${companyId}::uuid, ${threadId}::uuid, ${kind}, ${subjectId}::uuid)
    ON CONFLICT (company_id, subject_id, kind) DO NOTHING RETURNING id`;
  if (card) await tell(tx, 'show-card', { companyId, cardId: card.id });
}

/** The subject is not what its cards show any more. */
export async function cardsOutOfDate(tx: Tx, { companyId, subjectId }: Subject): Promise<void> {
  const cards = await tx.$queryRaw<{ id: string }[]>`
    UPDATE card SET wanted = wanted + 1
     WHERE company_id = ${companyId}::uuid AND subject_id = ${subjectId}::uuid RETURNING id`;
  for (const { id } of cards) await tell(tx, 'show-card', { companyId, cardId: id });
}

/** The cards of all runs that somebody waits for: their places in the queue have changed. */
export async function waitingCardsOutOfDate(tx: Tx, companyId: string): Promise<void> {
  const runs = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM run WHERE company_id = ${companyId}::uuid AND state = 'pending'`;
  for (const { id } of runs) await cardsOutOfDate(tx, { companyId, subjectId: id });
}

export type ShownCard = {
  id: string;
  companyId: string;
  kind: CardKind;
  subjectId: string;
  threadId: string;
  messageId: string | null;
  /** The state of the subject that is to be shown; what is written stands for this one. */
  wanted: number;
  platform: string;
  workspaceId: string;
  conversation: string;
  root: string | null;
};

/** Somebody else writes the card, or died while writing it. */
export type Busy = 'busy';

/** Takes the right to write this card for 15 s. Undefined when it shows the present already. */
export async function leaseCard(db: Db, companyId: string, cardId: string): Promise<ShownCard | Busy | undefined> {
  const [card] = await db.$queryRaw<ShownCard[]>`
    UPDATE card SET lease_until = now() + interval '15 seconds' FROM thread
     WHERE card.company_id = ${companyId}::uuid AND card.id = ${cardId}::uuid AND shown < wanted
       AND (lease_until IS NULL OR lease_until < now())
       AND thread.company_id = card.company_id AND thread.id = card.thread_id
    RETURNING card.id, card.company_id AS "companyId", kind, subject_id AS "subjectId", thread_id AS "threadId",
              message_id AS "messageId", wanted, platform, workspace_id AS "workspaceId", conversation, root`;
  return card ?? ((await isStale(db, companyId, cardId)) ? 'busy' : undefined);
}

async function isStale(db: Db, companyId: string, cardId: string): Promise<boolean> {
  const stale = await db.$queryRaw<unknown[]>`
    SELECT FROM card WHERE company_id = ${companyId}::uuid AND id = ${cardId}::uuid AND shown < wanted`;
  return stale.length > 0;
}

/** The message now shows state `wanted`. True when the subject has moved on meanwhile and wants to be shown once more. */
export function cardShown(db: Db, card: ShownCard, messageId: string): Promise<boolean> {
  return transaction(db, async (tx) => {
    // A thread begun by a command has no root until its first card stands.
    await tx.$executeRaw`
      UPDATE thread SET root = ${messageId}
       WHERE company_id = ${card.companyId}::uuid AND id = ${card.threadId}::uuid AND root IS NULL`;
    const [after] = await tx.$queryRaw<{ stale: boolean }[]>`
      UPDATE card SET message_id = ${messageId}, shown = ${card.wanted}, shown_at = now(), lease_until = NULL
       WHERE company_id = ${card.companyId}::uuid AND id = ${card.id}::uuid RETURNING wanted > shown AS stale`;
    return after?.stale ?? false;
  });
}

/** Gives the right to write back after a failure. */
export async function releaseCard(db: Db, card: ShownCard): Promise<void> {
  await db.$executeRaw`
    UPDATE card SET lease_until = NULL WHERE company_id = ${card.companyId}::uuid AND id = ${card.id}::uuid`;
}

/** Cards whose news may have been lost: told again. */
export async function ringStaleCards(db: Db): Promise<void> {
  await transaction(db, async (tx) => {
    const stale = await tx.$queryRaw<{ id: string; companyId: string }[]>`
      SELECT id, company_id AS "companyId" FROM card
       WHERE shown < wanted AND (lease_until IS NULL OR lease_until < now()) LIMIT 500`;
    for (const { id, companyId } of stale) await tell(tx, 'show-card', { companyId, cardId: id });
  });
}
