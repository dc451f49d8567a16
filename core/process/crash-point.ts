/** The nine steps that the guarantees rest on. `before` is before the transaction begins, `after` is after its commit. */
const STEPS = ['inbound', 'import', 'confirm', 'start', 'take-over', 'claim', 'gate', 'result', 'finish'] as const;
const EDGES = ['before', 'after'] as const;
/** Between two commits, or between one and the world outside: taken but not told, told but not written down. */
const SEAMS = ['inbound:noted', 'relay:taken', 'relay:handed', 'card:taken', 'card:told'] as const;

export type CrashPoint = `${(typeof STEPS)[number]}:${(typeof EDGES)[number]}` | (typeof SEAMS)[number];

export const stepPoints: CrashPoint[] = STEPS.flatMap((step) => EDGES.map((edge) => `${step}:${edge}` as const));
export const crashPoints: CrashPoint[] = [...stepPoints, ...SEAMS];

type Handler = (point: CrashPoint) => void | Promise<void>;

let handler: Handler | undefined;

/** A place where the process may die without harm. Nothing happens there unless a test has come in by `--import`. */
export function reach(point: CrashPoint): void | Promise<void> {
  return handler?.(point);
}

/** For test/crash alone. No setting leads here. */
export function onReach(test: Handler): void {
  handler = test;
}
