export type Clock = { next(): string };

/** Teams' ids of messages: milliseconds, never twice and never backwards. */
export function makeClock(): Clock {
  let last = 0;
  return {
    next() {
      last = Math.max(Date.now(), last + 1);
      return String(last);
    },
  };
}
