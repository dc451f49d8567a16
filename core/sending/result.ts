import type { Reason } from '../reason.ts';

/** What became of one mail. */
export type Result = { id: string; reply?: string } & (
  | { state: 'sent'; messageId: string }
  | { state: 'failed'; reason: Reason; attempted: boolean }
  /** It may have arrived. */
  | { state: 'unknown'; messageId: string }
  /** Nothing has left: to be tried again after so many seconds. */
  | { state: 'queued'; seconds: number; attempted: boolean }
);

/** The results column by column, in the order of the parameters of `RESULT`. */
export function columnsOf(results: Result[]): unknown[][] {
  const column = (of: (result: Result) => string | number | null) => results.map(of);
  return [
    column(({ id }) => id),
    column(({ state }) => state),
    column((result) => ('reason' in result ? result.reason : null)),
    column(({ reply }) => reply ?? null),
    column((result) => ('messageId' in result ? result.messageId : null)),
    column((result) => ('seconds' in result ? result.seconds : null)),
    column((result) => ('attempted' in result && !result.attempted ? 0 : 1)),
  ];
}
