/** How much of long lists and long texts a card shows, and of how many parts. */
export type Room = { lines: number; letters: number; blocks: number };

/** Teams refuses a message above 28 KB in some clients and 100 KB in all; what it adds itself has to fit too. */
const MOST_BYTES = 25 * 1024;

const rooms: Room[] = [
  { lines: 40, letters: 2_000, blocks: 100 },
  { lines: 25, letters: 600, blocks: 100 },
  { lines: 15, letters: 300, blocks: 100 },
  { lines: 8, letters: 160, blocks: 100 },
  { lines: 4, letters: 80, blocks: 60 },
  { lines: 4, letters: 80, blocks: 30 },
  { lines: 2, letters: 40, blocks: 15 },
];

/** The first drawing that is small enough, from the one that shows most. */
export function withinRoom<Card>(draw: (room: Room) => Card): Card {
  let card: Card | undefined;
  for (const room of rooms) {
    card = draw(room);
    if (Buffer.byteLength(JSON.stringify(card)) <= MOST_BYTES) return card;
  }
  throw new Error(`A card has ${Buffer.byteLength(JSON.stringify(card))} bytes however little of it is shown`);
}
