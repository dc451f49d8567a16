import { reach } from '#core/process/crash-point.ts';
import { cardShown, dropPen, nothingAsked, restCard, shownWithoutPen, takePen } from '#core/store/card-pens.ts';
import type { Herald } from './context.ts';
import { busy, holdPen, layDown } from './pen.ts';
import { writeCard } from './write-card.ts';

/** Writes the message of a card until it shows what is so now. One process at a time holds the pen. */
export const showCard: Herald<'show-card'> = async ({ companyId, cardId }, { db, platforms, log }) => {
  for (;;) {
    const card = await takePen(db, companyId, cardId);
    if (card === 'busy') throw busy();
    if (!card) return;
    const platform = platforms.get(card.platform);
    if (!platform) return restCard(db, card);

    const pen = holdPen(db, card);
    try {
      await reach('card:taken');
      const messageId = await writeCard({ db, log, platform, pen }, card);
      await reach('card:told');
      const held = await pen.end();
      if (messageId === 'moved') {
        await nothingAsked(db, held);
        await dropPen(db, held);
        continue;
      }
      const written = await cardShown(db, held, messageId);
      if (written === 'lost') await shownWithoutPen(db, held);
      if (written !== 'stale') return;
    } catch (error) {
      await layDown(db, await pen.end(), error);
      throw error;
    }
  }
};
