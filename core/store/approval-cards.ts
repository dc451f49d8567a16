import { repeatCard } from './cards.ts';
import type { Db, Tx } from './db.ts';

export type Conversation = { platform: string; conversation: string };

type Asked = { companyId: string; runId: string; threadId: string };

/** Where the approvers of a run are asked, if they have a card of their own. */
export async function askedIn(
  tx: Tx,
  companyId: string,
  runId: string,
): Promise<{ askedIn?: Conversation; askedHere?: true }> {
  const [card] = await tx.$queryRaw<(Conversation & { here: boolean })[]>`
    SELECT platform, conversation, card.thread_id = run.thread_id AS here FROM card
      JOIN run ON run.company_id = card.company_id AND run.id = card.subject_id
      JOIN thread ON thread.company_id = card.company_id AND thread.id = card.thread_id
     WHERE card.company_id = ${companyId}::uuid AND card.subject_id = ${runId}::uuid AND card.kind = 'approval'`;
  if (!card) return {};
  const { here, ...conversation } = card;
  return here ? { askedHere: true } : { askedIn: conversation };
}

/** A new message below the approvers' card, or below the run's where they have none; an older one stays as it is. */
export async function remindBelow(tx: Tx, { companyId, runId, threadId }: Asked): Promise<void> {
  const [card] = await tx.$queryRaw<{ threadId: string }[]>`
    SELECT thread_id AS "threadId" FROM card
     WHERE company_id = ${companyId}::uuid AND subject_id = ${runId}::uuid AND kind = 'approval'`;
  await repeatCard(tx, { companyId, subjectId: runId }, 'reminder', card?.threadId ?? threadId);
}

/**
 * Where we may not speak to the approvers, they are asked where the run was asked for. False when this is no card of theirs,
 * or stands there already.
 */
export async function askAtHome(db: Db, { companyId, id }: { companyId: string; id: string }): Promise<boolean> {
  const moved = await db.$executeRaw`
    UPDATE card SET thread_id = run.thread_id FROM run
     WHERE card.company_id = ${companyId}::uuid AND card.id = ${id}::uuid AND card.kind IN ('approval', 'reminder')
       AND run.company_id = card.company_id AND run.id = card.subject_id AND run.thread_id <> card.thread_id`;
  return moved === 1;
}
