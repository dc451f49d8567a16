export type Batcher<Item, Answer> = {
  /** Answered when the batch that it travels in is. */
  add(item: Item): Promise<Answer>;
};

type Waiting<Item, Answer> = { item: Item; resolve(answer: Answer): void; reject(error: unknown): void };
type Options = { inFlight: number; most: number };

/**
 * Gathers what several lanes ask for into one statement. It waits for no clock, only for the end of the tick or for an
 * earlier batch: a timer of 2 ms would cost a quarter of the speed.
 */
export function makeBatcher<Item, Answer>(
  send: (items: Item[]) => Promise<Answer[]>,
  { inFlight, most }: Options,
): Batcher<Item, Answer> {
  const waiting: Waiting<Item, Answer>[] = [];
  let flying = 0;
  let scheduled = false;

  function schedule(): void {
    if (scheduled || flying >= inFlight || waiting.length === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      void flush();
    });
  }

  async function flush(): Promise<void> {
    const batch = waiting.splice(0, most);
    flying++;
    try {
      const answers = await send(batch.map(({ item }) => item));
      batch.forEach(({ resolve, reject }, index) => {
        if (index < answers.length) resolve(answers[index] as Answer);
        else reject(new Error('The batch was answered only in part'));
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      flying--;
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
