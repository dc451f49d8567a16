import type { Outcome } from '#core/outcome.ts';
import type { Reply } from '../reply.ts';

/** What came of it as `reply` says it, or the "no". */
export function told<T>(outcome: Outcome<T>, reply: (value: T) => Reply): Reply {
  return outcome.ok ? reply(outcome.value) : { kind: 'refused', refusal: outcome.refusal };
}
