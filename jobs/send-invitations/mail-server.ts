import type { RunCause } from '#core/runs/cause.ts';
import type { Delivery, Trouble } from '../mail/delivery.ts';
import { makeBreaker } from './breaker.ts';
import { pause } from './pause.ts';

/** What all lanes of a sender together know of the mail server. */
export type MailServer = {
  /** Resolves when a mail may be tried: while the server cannot be reached, all lanes rest together. */
  ready(): Promise<void>;
  /** How many lanes may work. A server that wants fewer gets half as many each time. */
  lanes(): number;
  /** So many more may work, unless the server has wanted fewer. */
  widen(lanes: number): void;
  /** `startedAt`: when the mail was begun, on the clock of `performance.now`. True when what went wrong may be this person's address. */
  hear(delivery: Delivery, startedAt: number): boolean;
  /** Why nothing more should be tried. */
  cause(): RunCause | undefined;
};

const FIRST_REST_MS = 500;
const LONGEST_REST_MS = 30_000;

export function makeMailServer(lanes: number, halt: AbortSignal): MailServer {
  const breaker = makeBreaker();
  let allowed = lanes;
  let content = true;
  let halvedAt = Number.NEGATIVE_INFINITY;
  let failedAt = Number.NEGATIVE_INFINITY;
  let restUntil = Number.NEGATIVE_INFINITY;

  /** What several lanes met at the same time is one failure. */
  function rest(trouble: Trouble, startedAt: number): void {
    if (startedAt < failedAt) return;
    failedAt = performance.now();
    const inARow = breaker.unreachable(trouble);
    restUntil = failedAt + Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (inARow - 1));
  }

  function halve(startedAt: number): void {
    if (startedAt < halvedAt) return;
    halvedAt = performance.now();
    allowed = Math.ceil(allowed / 2);
    content = false;
  }

  return {
    lanes: () => allowed,
    cause: breaker.cause,
    widen(more) {
      if (content) allowed += more;
    },
    async ready() {
      for (let ms = restUntil - performance.now(); ms > 0 && !halt.aborted; ms = restUntil - performance.now())
        await pause(ms, halt);
    },
    hear(delivery, startedAt) {
      if (isBusy(delivery) && allowed > 1) {
        halve(startedAt);
        return false;
      }
      const wasWell = breaker.isWell();
      if (delivery.kind === 'not-sent' && !delivery.opened) rest(delivery.trouble, startedAt);
      else breaker.hear(delivery);
      return wasWell && !(delivery.kind === 'not-sent' && !delivery.opened);
    },
  };
}

// Servers have no code of their own for it but 421; their words differ.
const TOO_MANY = /too many|too fast|rate.?limit|throttl|slow.?down/i;

function isBusy(delivery: Delivery): boolean {
  if (delivery.kind === 'not-sent') return delivery.trouble === 'busy';
  return delivery.kind === 'refused' && !delivery.permanent && (delivery.code === 421 || TOO_MANY.test(delivery.reply));
}
