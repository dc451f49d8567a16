export type TsClock = { next(): string; last(): string };

/** Slack's message ids: "seconds.micros", never twice and never backwards, also over a restart. */
export function makeTsClock(after = '0.000000'): TsClock {
  let last = toMicros(after);

  return {
    next() {
      last = Math.max(Date.now() * 1000, last + 1);
      return toTs(last);
    },
    last: () => toTs(last),
  };
}

function toMicros(ts: string): number {
  const [seconds = '0', micros = '0'] = ts.split('.');
  return Number(seconds) * 1_000_000 + Number(micros);
}

function toTs(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000);
  return `${seconds}.${String(micros % 1_000_000).padStart(6, '0')}`;
}
