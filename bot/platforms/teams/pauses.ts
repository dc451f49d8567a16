import { RefusalError } from './fault.ts';

export type Pauses = { keep<T>(conversation: string, ask: () => Promise<T>): Promise<T> };

/** A pause that Teams asks for in a conversation is kept, so that it asks once and not once per card. */
export function keepPauses(): Pauses {
  const until = new Map<string, number>();

  return {
    async keep(conversation, ask) {
      const left = (until.get(conversation) ?? 0) - performance.now();
      if (left > 0) throw new RefusalError(429, 'Throttled', left);
      until.delete(conversation);
      try {
        return await ask();
      } catch (error) {
        const pause = error instanceof RefusalError && error.status === 429 ? (error.retryAfterMs ?? 0) : 0;
        if (pause > 0) until.set(conversation, performance.now() + pause);
        throw error;
      }
    },
  };
}
