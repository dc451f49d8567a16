import type { Fault } from '../faults.ts';
import { type Answer, SlackError } from '../web-api/method.ts';
import type { World } from '../world.ts';

/** What goes back over HTTP: an answer as JSON, or a body as it is, or nothing because the connection breaks. */
export type Reply = {
  status: number;
  headers?: Record<string, string>;
  answer?: Answer;
  body?: string | Uint8Array;
  dropped?: boolean;
  delayMs?: number;
  /** What goes back in its place once the delay is over. */
  atLast?: () => Reply;
};

/** What a test has planned for this request, in place of its work or around it. */
export function withFault({ later }: Pick<World, 'later'>, fault: Fault | undefined, work: () => Reply): Reply {
  const { takesEffect = false, lateMs = 0, delayMs = 0, ...failure } = fault ?? {};
  if (Object.keys(failure).length === 0) {
    return lateMs > 0 ? { status: 200, delayMs: lateMs, atLast: work } : { ...work(), delayMs };
  }

  if (lateMs > 0) later(lateMs, () => void work());
  else if (takesEffect) work();
  return { ...failed(failure), delayMs };
}

const page = '<!DOCTYPE html><html><body>Please sign in to the guest network</body></html>';

function failed({ status = 500, error, retryAfter, dropConnection, page: isPage }: Fault): Reply {
  if (isPage) return { status: 200, headers: { 'content-type': 'text/html' }, body: page };
  if (dropConnection) return { status, dropped: true };
  if (retryAfter !== undefined) return tooManyRequests(retryAfter);
  if (error) return refusal(new SlackError(error));
  return { status, answer: { ok: false, error: 'internal_error' } };
}

export function refusal({ code, details }: SlackError, status = 200): Reply {
  return { status, answer: { ok: false, error: code, ...details } };
}

export function tooManyRequests(seconds: number): Reply {
  return { status: 429, headers: { 'retry-after': String(seconds) }, answer: { ok: false, error: 'ratelimited' } };
}
