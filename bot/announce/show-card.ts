import { Fault } from '#core/fault.ts';
import type { Place } from '#core/operator.ts';
import { reach } from '#core/process/crash-point.ts';
import { runReport } from '#core/runs/run-report.ts';
import { cardShown, type HeldCard, restCard, takePen } from '#core/store/card-pens.ts';
import type { Db } from '#core/store/db.ts';
import { importReport } from '#core/store/import-reports.ts';
import { askerOf, moveThread } from '#core/store/threads.ts';
import { type ChatPlatform, PlaceClosed } from '../platforms/define.ts';
import type { Reply } from '../reply.ts';
import type { Herald } from './context.ts';
import { holdPen, layDown } from './pen.ts';

// Whoever writes now looks again when done; should they have died, their right ends with its lease.
const BUSY_MS = 1_000;

/** Writes the message of a card until it shows what is so now. One process at a time holds the pen. */
export const showCard: Herald<'show-card'> = async ({ companyId, cardId }, { db, platforms }) => {
  for (let stale = true; stale; ) {
    const card = await takePen(db, companyId, cardId);
    if (card === 'busy') throw new Fault('Somebody else writes this card', { retry: { afterMs: BUSY_MS } });
    if (!card) return;
    const platform = platforms.get(card.platform);
    if (!platform) return restCard(db, card);

    const pen = holdPen(db, card);
    try {
      await reach('card:taken');
      const messageId = await write(db, platform, card);
      await reach('card:told');
      stale = await cardShown(db, await pen.end(), messageId);
    } catch (error) {
      await layDown(db, await pen.end(), error);
      throw error;
    }
  }
};

/** The message that shows the card from now on. */
async function write(db: Db, platform: ChatPlatform, card: HeldCard): Promise<string | null> {
  const { workspaceId, conversation, root, messageId } = card;
  const reply = await present(db, card);
  if (!reply) return messageId;

  const place = { platform: platform.id, workspaceId, conversation, ...(root && { root }) };
  const edited = messageId !== null && (await platform.rewrite(place, messageId, reply));
  return edited ? messageId : post(db, platform, card, { place, reply });
}

type Post = { place: Place; reply: Reply };

/** Where we may not speak, the thread goes on between us and whoever asked: nobody is left without an answer. */
async function post(db: Db, platform: ChatPlatform, { companyId, threadId }: HeldCard, { place, reply }: Post) {
  try {
    return await platform.say(place, reply);
  } catch (error) {
    const asker = error instanceof PlaceClosed && (await askerOf(db, companyId, threadId));
    if (!asker) throw error;

    const { platform: id, workspaceId } = place;
    const conversation = await platform.direct(asker);
    await moveThread(db, companyId, threadId, conversation);
    return platform.say({ platform: id, workspaceId, conversation }, reply);
  }
}

/** What the card has to say at this moment, read anew. */
async function present(db: Db, { kind, companyId, subjectId }: HeldCard): Promise<Reply | undefined> {
  if (kind === 'import') {
    const report = await importReport(db, companyId, subjectId);
    return report && { kind, report };
  }
  const report = await runReport(db, companyId, subjectId);
  return report && { kind, report };
}
