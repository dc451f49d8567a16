/** When a fault strikes. `dot`: the letter was read, but is not kept. `accepted`: it is kept. */
export type Moment = 'connect' | 'ehlo' | 'mail' | 'rcpt' | 'data' | 'dot' | 'accepted';

/** Data, so that it can travel to a sink in another process. */
export type SinkFault = {
  at: Moment;
  /** A reply line such as `450 4.2.1 busy`, or what happens to the connection. 421 replies also end it. */
  does: 'drop' | 'reset' | 'silent' | `${number} ${string}`;
  /** Only for recipients that contain this text. */
  rcpt?: string;
  /** Only the first so many times. */
  times?: number;
  /** Only this share of the times, 0 to 1, drawn from the sink's seed. */
  share?: number;
};

export type Struck = Pick<SinkFault, 'at' | 'does'>;

/** Turns the script into one question: does a fault strike here and now? */
export function plan(faults: SinkFault[], seed = 1): (at: Moment, rcpt?: string) => SinkFault['does'] | undefined {
  const left = faults.map(({ times = Number.POSITIVE_INFINITY }) => times);
  const draw = randomFrom(seed);
  return (at, rcpt) => {
    const index = faults.findIndex((fault, i) => {
      const meant = fault.at === at && (left[i] ?? 0) > 0 && (!fault.rcpt || rcpt?.includes(fault.rcpt));
      return meant && (fault.share === undefined || draw() < fault.share);
    });
    if (index < 0) return undefined;
    left[index] = (left[index] ?? 0) - 1;
    return faults[index]?.does;
  };
}

/** mulberry32: a small generator that gives the same numbers for the same seed everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
