/** The same things in another order, the same one for the same numbers. */
export function shuffled<T>(things: T[], random: () => number): T[] {
  return things
    .map((thing) => ({ thing, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ thing }) => thing);
}
