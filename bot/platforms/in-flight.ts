export type InFlight = {
  during<T>(work: Promise<T>): Promise<T>;
  idle(): Promise<void>;
};

/** Counts what a platform told us and is not answered yet, so that a stop can wait for it. */
export function countInFlight(): InFlight {
  const running = new Set<Promise<unknown>>();
  return {
    async during(work) {
      running.add(work);
      return await work.finally(() => running.delete(work));
    },
    async idle() {
      // While it waits, more may have come that was on its way.
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
