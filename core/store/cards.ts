import { Prisma } from '#prisma/generated/client.ts';
import type { Place } from '../operator.ts';
import { SETTLED_SECONDS } from './card-pens.ts';
import { type Db, type Tx, transaction } from './db.ts';
import { homesFollow, homesMove } from './homes.ts';
import { tellAll } from './outbox.ts';
import { openThread } from './threads.ts';

/**
 * `import` and `run` show their subject from beginning to end; `summary` is said in the run's thread when it is over,
 * `posted-summary` the same in a channel for all of them,
 * `alarm` when it has paused itself, and `started` when its turn has come after a long wait. `approval` asks the approvers
 * in their own channel, and `reminder` asks them again. `approved` tells who asked of one yes (it is the subject), and
 * `decided` that the run is not sent: it was rejected or withdrawn, has expired or is void.
 */
export type CardKind =
  | 'import'
  | 'run'
  | 'summary'
  | 'posted-summary'
  | 'alarm'
  | 'started'
  | 'approval'
  | 'reminder'
  | 'approved'
  | 'decided';

// Said once, of a moment that does not change any more.
const SAID_ONCE = Prisma.sql`('alarm', 'started', 'reminder', 'approved', 'decided')`;

// What is told to approvers says nothing of how far the sending is.
const NO_PROGRESS = Prisma.sql`('alarm', 'started', 'reminder', 'approved', 'decided', 'approval')`;

type Subject = { companyId: string; subjectId: string };

/** A card for this subject, and the news that it wants to be shown. A second card of the same kind is never made. */
export async function openCard(
  tx: Tx,
  { companyId, subjectId }: Subject,
  kind: CardKind,
  threadId: string,
): Promise<void> {
  const cards = await tx.$queryRaw<StaleCard[]>`
    INSERT INTO card (company_id, thread_id, kind, subject_id)
    VALUES (${companyId}::uuid, ${threadId}::uuid, ${kind}, ${subjectId}::uuid)
    ON CONFLICT (company_id, subject_id, kind) DO NOTHING RETURNING company_id AS "companyId", id AS "cardId"`;
  await tellAll(tx, 'show-card', cards);
  if (kind === 'import' || kind === 'run') await homesMove(tx, companyId);
}

/** The same, though there was one before: what that has said is history and stays as it is. */
export async function repeatCard(tx: Tx, subject: Subject, kind: CardKind, threadId: string): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM card
     WHERE company_id = ${subject.companyId}::uuid AND subject_id = ${subject.subjectId}::uuid AND kind = ${kind}`;
  await openCard(tx, subject, kind, threadId);
}

type Elsewhere = Extract<CardKind, 'approval' | 'posted-summary'>;

/** A card of a run in a thread of its own, for others than who asked, unless the run is told in that place anyway. */
export async function openCardIn(
  tx: Tx,
  { companyId, runId, threadId }: { companyId: string; runId: string; threadId: string },
  kind: Elsewhere,
  place: Place,
): Promise<void> {
  const told = await tx.$queryRaw<unknown[]>`
    SELECT FROM thread WHERE company_id = ${companyId}::uuid AND id = ${threadId}::uuid AND platform = ${place.platform}
       AND workspace_id = ${place.workspaceId} AND conversation = ${place.conversation}`;
  if (told.length > 0) return;
  await openCard(tx, { companyId, subjectId: runId }, kind, await openThread(tx, companyId, place));
}

/** What the alarm said is history: its message stays as it is, and the next one is a new message. */
export async function silenceAlarm(tx: Tx, { companyId, subjectId }: Subject): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM card WHERE company_id = ${companyId}::uuid AND subject_id = ${subjectId}::uuid AND kind = 'alarm'`;
}

type StaleCard = { companyId: string; cardId: string };

/** The subject is not what its cards show any more, and the Home tabs that tell of it. */
export async function cardsOutOfDate(tx: Tx, subject: Subject): Promise<void> {
  await ownCardsOutOfDate(tx, subject);
  await homesMove(tx, subject.companyId);
}

/** The same, where the subject has only come farther. */
export async function cardsFollow(tx: Tx, subject: Subject): Promise<void> {
  await ownCardsOutOfDate(tx, subject);
  await homesFollow(tx, subject.companyId);
}

async function ownCardsOutOfDate(tx: Tx, { companyId, subjectId }: Subject): Promise<void> {
  const cards = await tx.$queryRaw<StaleCard[]>`
    UPDATE card SET wanted = wanted + 1
     WHERE company_id = ${companyId}::uuid AND subject_id = ${subjectId}::uuid AND kind NOT IN ${SAID_ONCE}
       AND NOT (kind = 'approval' AND EXISTS (
             SELECT FROM run WHERE run.company_id = card.company_id AND run.id = card.subject_id
                AND run.state IN ('sending', 'cancelling')))
    RETURNING company_id AS "companyId", id AS "cardId"`;
  await tellAll(tx, 'show-card', cards);
}

// Of a long queue only these cards follow each step: more would be more than a chat takes (Slack: 50 edits a minute).
const NEXT_ONES = 5;

/** The cards of the runs that are next: their places in the queue have changed. */
export function waitingCardsOutOfDate(tx: Tx, companyId: string): Promise<void> {
  return waitingCards(tx, companyId, Prisma.empty);
}

// With an edit every 3 s for what is being sent, so much leaves room below Slack's 50 edits a minute.
const FOLLOW = Prisma.sql`interval '12 seconds'`;

/** The same, while the run ahead moves: they follow it, though none of them more often than a chat likes. */
export function waitingCardsFollow(tx: Tx, companyId: string): Promise<void> {
  return waitingCards(tx, companyId, Prisma.sql`AND shown = wanted AND shown_at < now() - ${FOLLOW}`);
}

async function waitingCards(tx: Tx, companyId: string, which: Prisma.Sql): Promise<void> {
  const cards = await tx.$queryRaw<StaleCard[]>`
    UPDATE card SET wanted = wanted + 1
      FROM (SELECT id FROM run WHERE company_id = ${companyId}::uuid AND state = 'pending'
             ORDER BY seq LIMIT ${NEXT_ONES}) next
     WHERE card.company_id = ${companyId}::uuid AND card.subject_id = next.id AND kind NOT IN ${NO_PROGRESS} ${which}
    RETURNING card.company_id AS "companyId", card.id AS "cardId"`;
  await tellAll(tx, 'show-card', cards);
}

// Whoever looks back farther than that asks for the run by name, which looks again too.
const LAST_RUNS = 20;
const LAST_WITH_FAILED = 5;

/** The cards of the last runs that are over and in which people failed: why they did may have been mended. */
export async function finishedCardsOutOfDate(tx: Tx, companyId: string): Promise<void> {
  const cards = await tx.$queryRaw<StaleCard[]>`
    UPDATE card SET wanted = wanted + 1
      FROM (SELECT id FROM (SELECT id, drafted_at FROM run
                             WHERE company_id = ${companyId}::uuid AND state IN ('completed', 'cancelled', 'aborted')
                             ORDER BY drafted_at DESC LIMIT ${LAST_RUNS}) last
             WHERE EXISTS (SELECT FROM invitation
                            WHERE company_id = ${companyId}::uuid AND run_id = last.id AND state = 'failed')
             ORDER BY drafted_at DESC LIMIT ${LAST_WITH_FAILED}) run
     WHERE card.company_id = ${companyId}::uuid AND card.subject_id = run.id AND kind NOT IN ${NO_PROGRESS}
    RETURNING card.company_id AS "companyId", card.id AS "cardId"`;
  await tellAll(tx, 'show-card', cards);
}

/** Somebody looks at a run: if it is over, what can be done with it may have changed since its cards were shown. */
export async function lookAgain(tx: Tx, { companyId, subjectId }: Subject): Promise<void> {
  const cards = await tx.$queryRaw<StaleCard[]>`
    UPDATE card SET wanted = wanted + 1 FROM run
     WHERE card.company_id = ${companyId}::uuid AND card.subject_id = ${subjectId}::uuid AND kind NOT IN ${NO_PROGRESS}
       AND shown = wanted
       AND shown_at < now() - ${FOLLOW}
       AND run.company_id = card.company_id AND run.id = card.subject_id AND run.state IN ('completed', 'cancelled', 'aborted')
    RETURNING card.company_id AS "companyId", card.id AS "cardId"`;
  await tellAll(tx, 'show-card', cards);
}

/** Cards whose news may have been lost, or of which nobody knows how they stand: told again. Those that a chat refuses come last, so that they hold up no other; those of a workspace that we are not in any more wait until we are back. */
export async function ringStaleCards(db: Db): Promise<void> {
  await transaction(db, async (tx) => {
    const stale = await tx.$queryRaw<StaleCard[]>`
      SELECT company_id AS "companyId", id AS "cardId" FROM card
       WHERE (shown < wanted OR unsure_at < now() - ${SETTLED_SECONDS} * interval '1 second')
         AND (lease_until IS NULL OR lease_until < now())
         AND NOT EXISTS (
               SELECT FROM thread JOIN workspace ON workspace.platform = thread.platform AND external_id = workspace_id
                WHERE thread.company_id = card.company_id AND thread.id = card.thread_id AND left_at IS NOT NULL)
       ORDER BY lease_until NULLS FIRST LIMIT 500`;
    await tellAll(tx, 'show-card', stale);
  });
}
