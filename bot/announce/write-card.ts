import { isPrivatePlace } from '#core/deny-place.ts';
import type { Place } from '#core/operator.ts';
import type { Log } from '#core/process/log.ts';
import { type RunReport, runReport } from '#core/runs/run-report.ts';
import { askAtHome } from '#core/store/approval-cards.ts';
import { runApproved } from '#core/store/approvals.ts';
import type { HeldCard } from '#core/store/card-pens.ts';
import type { CardKind } from '#core/store/cards.ts';
import type { Db } from '#core/store/db.ts';
import { importReport } from '#core/store/import-reports.ts';
import { askerOf, moveThread } from '#core/store/threads.ts';
import { forAll } from '../for-all.ts';
import { type ChatPlatform, PlaceClosed, ThreadGone } from '../platforms/define.ts';
import type { Reply } from '../reply.ts';
import { findStanding } from './find-standing.ts';
import type { Pen } from './pen.ts';

type Desk = { db: Db; log: Log; platform: ChatPlatform; pen: Pen };

/** The message that shows the card from now on, or that its thread has moved, where it is to be written anew. */
export async function writeCard(desk: Desk, card: HeldCard): Promise<string | null | 'moved'> {
  const { db, platform, pen } = desk;
  const { workspaceId, conversation, root } = card;
  const place = { platform: platform.id, workspaceId, conversation, ...(root && { root }) };
  const standing = await findStanding(desk, card, place);
  const report = await present(db, card);
  if (!report) return standing;
  const reply = forAll(report, { isPrivate: await isPrivatePlace(db, card.companyId, place) });

  if (standing !== null) {
    await pen.begin();
    if (await platform.rewrite(place, standing, reply)) return standing;
  }
  await pen.begin();
  return post(desk, card, { place, reply });
}

type Post = { place: Place; reply: Reply };

/** Where we may not speak, the thread goes on between us and whoever asked: nobody is left without an answer. */
async function post({ db, platform }: Desk, card: HeldCard, { place, reply }: Post): Promise<string | 'moved'> {
  try {
    return await platform.say(place, reply, card.id);
  } catch (error) {
    if (error instanceof PlaceClosed && (await askAtHome(db, card))) return 'moved';
    // Whoever asked has it in their own thread.
    if (error instanceof PlaceClosed && card.kind === 'posted-summary') throw error;
    const conversation = await goOnIn(error);
    if (!conversation) throw error;
    await moveThread(db, card, conversation);
    return 'moved';
  }

  async function goOnIn(error: unknown): Promise<string | undefined> {
    if (error instanceof ThreadGone) return place.conversation;
    const asker = error instanceof PlaceClosed && (await askerOf(db, card.companyId, card.threadId));
    const direct = asker ? await platform.direct(place.workspaceId, asker) : undefined;
    return direct === place.conversation ? undefined : direct;
  }
}

/** What the card has to say at this moment, read anew. */
async function present(db: Db, { kind, companyId, subjectId }: HeldCard): Promise<Reply | undefined> {
  if (kind === 'import') {
    const report = await importReport(db, companyId, subjectId);
    return report && { kind, report };
  }
  if (kind === 'approved') return oneApproval(db, companyId, subjectId);
  const report = await runReport(db, companyId, subjectId);
  return report && aboutRun(kind, report);
}

/** Nobody is reminded of what has been decided meanwhile. */
function aboutRun(kind: Exclude<CardKind, 'import' | 'approved'>, report: RunReport): Reply | undefined {
  return kind === 'reminder' && report.state !== 'awaiting_approval' ? undefined : { kind, report };
}

async function oneApproval(db: Db, companyId: string, approvalId: string): Promise<Reply | undefined> {
  const runId = await runApproved(db, companyId, approvalId);
  const report = runId === undefined ? undefined : await runReport(db, companyId, runId);
  const given = report?.approval?.given ?? [];
  const index = given.findIndex(({ id }) => id === approvalId);
  const found = given[index];
  return report && found && { kind: 'approved', report, by: found.by, number: index + 1 };
}
