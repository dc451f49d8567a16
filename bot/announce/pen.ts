import { Fault } from '#core/fault.ts';
import { beginAsking, dropPen, type HeldCard, nothingAsked, renewPen, restCard } from '#core/store/card-pens.ts';
import type { Db } from '#core/store/db.ts';
import { PlaceClosed } from '../platforms/define.ts';

const RENEW_MS = 5_000;

// Whoever writes now looks again when done; should they have died, their right ends with its lease.
const BUSY_MS = 1_000;

/** The card, for as long as this process writes it. */
export type Pen = {
  /** Before each request to the chat: notes it, and makes sure that nobody else has taken the card meanwhile. */
  begin(): Promise<void>;
  /** Ends the holding. The card as it is held now, to say what became of it. */
  end(): Promise<HeldCard>;
};

export function holdPen(db: Db, taken: HeldCard): Pen {
  let card = taken;
  let last: Promise<unknown> = Promise.resolve();
  // Each renewal changes what proves that we hold the card, so they go one after the other.
  const inTurn = (step: () => Promise<void>): Promise<void> => {
    const done = last.then(step);
    last = done.catch(() => {});
    return done;
  };
  const renew = async () => {
    const heldUntil = await renewPen(db, card);
    if (heldUntil) card = { ...card, heldUntil };
  };
  const timer = setInterval(() => void inTurn(renew).catch(() => {}), RENEW_MS);

  return {
    begin: () =>
      inTurn(async () => {
        const begun = await beginAsking(db, card);
        if (!begun) throw busy();
        card = begun;
      }),
    async end() {
      clearInterval(timer);
      await last;
      return card;
    },
  };
}

export const busy = () => new Fault('Somebody else writes this card', { retry: { afterMs: BUSY_MS } });

/** When the card may be written again after this failure. A pace that a chat asks for holds for everybody. */
export async function layDown(db: Db, card: HeldCard, error: unknown): Promise<void> {
  const retry = error instanceof Fault ? error.retry : 'later';
  const isClosed = error instanceof PlaceClosed;
  if (retry !== 'later' || isClosed) await nothingAsked(db, card);
  if (retry === 'never' || isClosed) await restCard(db, card);
  else await dropPen(db, card, retry === 'later' ? 0 : retry.afterMs);
}
