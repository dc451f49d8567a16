const QUOTED = /^(?:"(.*)"|'(.*)'|“(.*)”|‘(.*)’|«(.*)»)$/su;

/** People put a value of several words into quotation marks, and their keyboard makes them round. */
export function unquoted(typed: string): string {
  const inside = QUOTED.exec(typed)
    ?.slice(1)
    .find((words) => words !== undefined);
  return (inside ?? typed).trim();
}
