import type { RunCause } from '#core/runs/cause.ts';
import type { Delivery, Trouble } from '../mail/delivery.ts';

export type Breaker = {
  /** No connection, or no login. How often in a row. */
  unreachable(trouble: Trouble): number;
  /** What became of a mail over a connection that stood. */
  hear(delivery: Delivery): void;
  /** The last mail got an answer. */
  isWell(): boolean;
  /** Set once it has seen too much to go on. */
  cause(): RunCause | undefined;
};

const MOST_IN_A_ROW = 5;
const WINDOW = 50;
const MOST_IN_WINDOW = 20;

/** Tells a mail server that cannot be used from people who cannot be reached. */
export function makeBreaker(): Breaker {
  let inARow = 0;
  let cause: RunCause | undefined;
  /** Of the last sends: why they failed for our reasons, or nothing. */
  const window: (RunCause | undefined)[] = [];

  function note(ours: RunCause | undefined): void {
    window.push(ours);
    if (window.length > WINDOW) window.shift();
    const failures = window.filter(Boolean);
    if (failures.length >= MOST_IN_WINDOW) cause ??= failures.at(-1);
  }

  return {
    unreachable(trouble) {
      inARow++;
      if (inARow >= MOST_IN_A_ROW) cause ??= `mail-server-${trouble}`;
      return inARow;
    },
    hear(delivery) {
      if (delivery.kind === 'withheld' || delivery.kind === 'invalid-address') return;
      const ours = whyOurs(delivery);
      if (!ours) inARow = 0;
      note(ours);
    },
    isWell: () => inARow === 0 && window.at(-1) === undefined,
    cause: () => cause,
  };
}

/** Undefined for what is about the person: their address, or a server that wants to be asked again later. */
function whyOurs(delivery: Delivery): RunCause | undefined {
  switch (delivery.kind) {
    case 'not-sent':
      return `mail-server-${delivery.trouble}`;
    case 'unknown':
      return 'mail-server-connect';
    case 'refused':
      return delivery.at === 'MAIL FROM' || delivery.at === 'body' ? 'mail-server-refused' : undefined;
    case 'sent':
    case 'withheld':
    case 'invalid-address':
      return undefined;
  }
}
