import { Fault } from '#core/fault.ts';

/** Teams has answered, and said no. What was asked for has not been done. */
export class RefusalError extends Error {
  override readonly name = 'RefusalError';
  readonly status: number;
  readonly code: string;
  readonly retryAfterMs: number | undefined;

  constructor(status: number, code: string, retryAfterMs?: number) {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Teams has not answered, or not in a way that says what was done. */
export class SilenceError extends Error {
  override readonly name = 'SilenceError';
}

// There was no connection that anything could have gone through.
const unreachable = new Set<unknown>([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
]);
const AWAY_MS = 5_000;

// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit: where a 429 does not say how long.
const PAUSE_MS = 2_000;

/**
 * The errors of Teams in our words: whether trying again can help. Anything else passes unchanged. What is to be tried `later`
 * may have been done; everything else has not.
 */
export function toFault(error: unknown): unknown {
  if (error instanceof SilenceError) {
    const isAway = error.cause instanceof Error && unreachable.has(codeOf(error.cause));
    return isAway
      ? new Fault('Teams is not to be reached', { retry: { afterMs: AWAY_MS }, cause: error })
      : new Fault('Teams did not answer', { retry: 'later', cause: error });
  }
  if (!(error instanceof RefusalError)) return error;
  if (error.status === 429) {
    const afterMs = error.retryAfterMs ?? PAUSE_MS;
    return new Fault('Teams asks us to slow down', { retry: { afterMs }, cause: error });
  }
  // 412: somebody else was writing to the conversation. It was not done.
  if (error.status === 412) return new Fault('Teams was busy', { retry: { afterMs: PAUSE_MS }, cause: error });
  return new Fault(error.message, { retry: 'never', cause: error });
}

/** fetch() wraps what has happened to the connection. */
function codeOf({ cause }: Error): unknown {
  const inner = cause instanceof AggregateError ? cause.errors[0] : cause;
  return inner instanceof Error && 'code' in inner ? inner.code : undefined;
}
