export type Batcher<Item, Answer> = {
  /** Answered when the batch that it travels in is. */
  add(item: Item): Promise<Answer>;
};

type Waiting<Item, Answer> = { item: Item; resolve(answer: Answer): void; reject(error: unknown): void };
type Options = {
  inFlight: number;
  most: number;
  /** How long the first one waits for others. Where lanes wait for the answer, 2 ms of it would cost a quarter of the speed. */
  gatherMs?: number;
};

/**
 * Gathers what several lanes ask for into one statement. A batch leaves at the end of the tick, or when an earlier one is
 * back; beside one that is still under way only when it is as large, so that many small ones do not crowd out the work.
 */
export function makeBatcher<Item, Answer>(
  send: (items: Item[]) => Promise<Answer[]>,
  { inFlight, most, gatherMs = 0 }: Options,
): Batcher<Item, Answer> {
  const waiting: Waiting<Item, Answer>[] = [];
  /** How many are in each batch under way. */
  const flying: number[] = [];
  let scheduled = false;

  function schedule(): void {
    if (scheduled || !mayFly()) return;
    scheduled = true;
    const go = () => {
      scheduled = false;
      void flush();
    };
    if (gatherMs > 0) setTimeout(go, gatherMs);
    else setImmediate(go);
  }

  function mayFly(): boolean {
    const [last] = flying;
    if (waiting.length === 0) return false;
    return last === undefined || (flying.length < inFlight && waiting.length >= last);
  }

  async function flush(): Promise<void> {
    const batch = waiting.splice(0, most);
    flying.unshift(batch.length);
    try {
      const answers = await send(batch.map(({ item }) => item));
      batch.forEach(({ resolve, reject }, index) => {
        if (index < answers.length) resolve(answers[index] as Answer);
        else reject(new Error('The batch was answered only in part'));
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      flying.splice(flying.indexOf(batch.length), 1);
      schedule();
    }
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        schedule();
      }),
  };
}
