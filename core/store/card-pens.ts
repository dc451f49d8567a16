import type { CardKind } from './cards.ts';
import { type Db, transaction } from './db.ts';
import { tell } from './outbox.ts';

/** A card that this process alone may write, until `heldUntil`. */
export type HeldCard = {
  id: string;
  companyId: string;
  kind: CardKind;
  subjectId: string;
  threadId: string;
  messageId: string | null;
  /** The state of the subject that is to be shown; what is written stands for this one. */
  wanted: number;
  heldUntil: Date;
  /** When the chat was last asked to show it, as long as nobody knows what came of that. */
  unsureAt: Date | null;
  /** What `unsureAt` was when the card was taken. */
  unsureBefore: Date | null;
  /** Whatever the chat was asked for before has come to pass by now, or never will. */
  settled: boolean;
  platform: string;
  workspaceId: string;
  conversation: string;
  root: string | null;
};

/** Somebody else writes the card or died while writing it, or the message that its thread hangs below comes first. */
export type Busy = 'busy';

// Short, so that a writer who died is soon replaced; whoever writes longer renews it.
const HELD_SECONDS = 15;

// Longer than any chat works on a request that we gave up (10 s).
export const SETTLED_SECONDS = 60;

/** Takes the right to write this card. Undefined when it shows the present already, or rests and is rung for later. */
export async function takePen(db: Db, companyId: string, cardId: string): Promise<HeldCard | Busy | undefined> {
  const [card] = await db.$queryRaw<HeldCard[]>`
    UPDATE card SET lease_until = now() + ${HELD_SECONDS} * interval '1 second' FROM thread
     WHERE card.company_id = ${companyId}::uuid AND card.id = ${cardId}::uuid
       AND (shown < wanted OR unsure_at < now() - ${SETTLED_SECONDS} * interval '1 second')
       AND (lease_until IS NULL OR lease_until < now())
       AND thread.company_id = card.company_id AND thread.id = card.thread_id
       AND (root IS NOT NULL OR NOT EXISTS (
             SELECT FROM card opening
              WHERE opening.company_id = card.company_id AND opening.thread_id = card.thread_id
                AND opening.shown < opening.wanted
                AND (opening.kind NOT IN ('import', 'run'), opening.kind <> 'approval', opening.id)
                  < (card.kind NOT IN ('import', 'run'), card.kind <> 'approval', card.id)
                AND (opening.lease_until IS NULL
                     OR opening.lease_until <= now() + ${HELD_SECONDS} * interval '1 second')))
    RETURNING card.id, card.company_id AS "companyId", kind, subject_id AS "subjectId", thread_id AS "threadId",
              message_id AS "messageId", wanted, lease_until AS "heldUntil",
              unsure_at AS "unsureAt", unsure_at AS "unsureBefore",
              coalesce(unsure_at < now() - ${SETTLED_SECONDS} * interval '1 second', false) AS settled,
              platform, workspace_id AS "workspaceId", conversation, root`;
  return card ?? ((await isBusy(db, companyId, cardId)) ? 'busy' : undefined);
}

async function isBusy(db: Db, companyId: string, cardId: string): Promise<boolean> {
  const busy = await db.$queryRaw<unknown[]>`
    SELECT FROM card WHERE company_id = ${companyId}::uuid AND id = ${cardId}::uuid AND shown < wanted
       AND (lease_until IS NULL OR lease_until <= now() + ${HELD_SECONDS} * interval '1 second')`;
  return busy.length > 0;
}

/** Until when it is held now. Undefined when somebody else has it. */
export async function renewPen(db: Db, card: HeldCard): Promise<Date | undefined> {
  const [renewed] = await db.$queryRaw<{ heldUntil: Date }[]>`
    UPDATE card SET lease_until = now() + ${HELD_SECONDS} * interval '1 second'
     WHERE company_id = ${card.companyId}::uuid AND id = ${card.id}::uuid AND lease_until = ${card.heldUntil}
    RETURNING lease_until AS "heldUntil"`;
  return renewed?.heldUntil;
}

/** Notes that the chat is about to be asked, so that whoever comes after a crash looks before asking again. Undefined when somebody else has the card. */
export async function beginAsking(db: Db, card: HeldCard): Promise<HeldCard | undefined> {
  const [begun] = await db.$queryRaw<Pick<HeldCard, 'heldUntil' | 'unsureAt'>[]>`
    UPDATE card SET lease_until = now() + ${HELD_SECONDS} * interval '1 second', unsure_at = now()
     WHERE company_id = ${card.companyId}::uuid AND id = ${card.id}::uuid AND lease_until = ${card.heldUntil}
    RETURNING lease_until AS "heldUntil", unsure_at AS "unsureAt"`;
  return begun && { ...card, ...begun };
}

/** `stale`: the subject has moved on meanwhile and wants to be shown once more. `lost`: somebody else had the card. */
export type Written = 'fresh' | 'stale' | 'lost';

/** The message now shows state `wanted`. */
export function cardShown(db: Db, card: HeldCard, messageId: string | null): Promise<Written> {
  const unsureAt = card.settled ? null : card.unsureBefore;
  return transaction(db, async (tx) => {
    const [after] = await tx.$queryRaw<{ stale: boolean }[]>`
      UPDATE card SET message_id = ${messageId}, shown = ${card.wanted}, shown_at = now(), lease_until = NULL,
             unsure_at = CASE WHEN unsure_at = ${card.unsureAt} THEN ${unsureAt} ELSE unsure_at END
       WHERE company_id = ${card.companyId}::uuid AND id = ${card.id}::uuid AND lease_until = ${card.heldUntil}
      RETURNING wanted > shown AS stale`;
    if (!after) return 'lost';
    // A thread begun by a command has no root until its first card stands.
    await tx.$executeRaw`
      UPDATE thread SET root = ${messageId}
       WHERE company_id = ${card.companyId}::uuid AND id = ${card.threadId}::uuid AND root IS NULL`;
    return after.stale ? 'stale' : 'fresh';
  });
}

/** What was written without the pen may be older than what stood there, or a second message: the card is to be written anew. */
export async function shownWithoutPen(db: Db, { companyId, id: cardId }: HeldCard): Promise<void> {
  await transaction(db, async (tx) => {
    await tx.$executeRaw`
      UPDATE card SET wanted = wanted + 1, unsure_at = now()
       WHERE company_id = ${companyId}::uuid AND id = ${cardId}::uuid`;
    await tell(tx, 'show-card', { companyId, cardId });
  });
}

/** Gives the right to write back, for anybody to take after so many milliseconds. */
export async function dropPen(db: Db, card: HeldCard, restMs = 0): Promise<void> {
  await db.$executeRaw`
    UPDATE card SET lease_until = now() + ${restMs} * interval '1 millisecond'
     WHERE company_id = ${card.companyId}::uuid AND id = ${card.id}::uuid AND lease_until = ${card.heldUntil}`;
}

/** The chat said no: what it was asked for has not come to pass. */
export async function nothingAsked(db: Db, card: HeldCard): Promise<void> {
  await db.$executeRaw`
    UPDATE card SET unsure_at = ${card.unsureBefore}
     WHERE company_id = ${card.companyId}::uuid AND id = ${card.id}::uuid AND lease_until = ${card.heldUntil}
       AND unsure_at = ${card.unsureAt}`;
}

/** The chat refuses this card for good. It is tried again all the same, ever more seldom: after a tenth of its age, at most a day. */
export async function restCard(db: Db, card: HeldCard): Promise<void> {
  await db.$executeRaw`
    UPDATE card SET lease_until = now() + least(interval '1 day',
                      greatest(interval '1 minute', (now() - coalesce(shown_at, thread.created_at)) / 10))
      FROM thread
     WHERE card.company_id = ${card.companyId}::uuid AND card.id = ${card.id}::uuid AND lease_until = ${card.heldUntil}
       AND thread.company_id = card.company_id AND thread.id = card.thread_id`;
}
