/** Something to wait for, with an end to the patience. */
export type Bell = {
  ring(): void;
  /** Until it rings, or has rung since the last wait. */
  wait(ms: number): Promise<void>;
  /** For all of this time, whether it rings or not. */
  rest(ms: number): Promise<void>;
  /** Nobody waits or rests any more. */
  end(): void;
};

export function makeBell(): Bell {
  let rung = false;
  let ended = false;
  let wake: (() => void) | undefined;
  let deaf = false;

  function sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(up, ms);
      function up() {
        clearTimeout(timer);
        wake = undefined;
        resolve();
      }
      wake = up;
    });
  }

  return {
    ring() {
      rung = true;
      if (!deaf) wake?.();
    },
    async wait(ms) {
      if (!rung && !ended) await sleep(ms);
      rung = false;
    },
    async rest(ms) {
      deaf = true;
      if (!ended) await sleep(ms);
      deaf = false;
    },
    end() {
      ended = true;
      wake?.();
    },
  };
}
