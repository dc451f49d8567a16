import { Fault } from '#core/fault.ts';
import { dropPen, type HeldCard, renewPen, restCard } from '#core/store/card-pens.ts';
import type { Db } from '#core/store/db.ts';
import { PlaceClosed } from '../platforms/define.ts';

const RENEW_MS = 5_000;

/** The card, for as long as this process writes it. */
export type Pen = {
  /** Ends the holding. The card as it is held now, to say what became of it. */
  end(): Promise<HeldCard>;
};

export function holdPen(db: Db, taken: HeldCard): Pen {
  let card = taken;
  let renewal = Promise.resolve();
  const renew = async () => {
    const heldUntil = await renewPen(db, card);
    if (heldUntil) card = { ...card, heldUntil };
  };
  const timer = setInterval(() => {
    renewal = renewal.then(renew).catch(() => {});
  }, RENEW_MS);

  return {
    async end() {
      clearInterval(timer);
      await renewal;
      return card;
    },
  };
}

/** When the card may be written again after this failure. A pace that a chat asks for holds for everybody. */
export async function layDown(db: Db, card: HeldCard, error: unknown): Promise<void> {
  const retry = error instanceof Fault ? error.retry : 'later';
  if (retry === 'never' || error instanceof PlaceClosed) await restCard(db, card);
  else await dropPen(db, card, retry === 'later' ? 0 : retry.afterMs);
}
