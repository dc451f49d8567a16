/** One line of the table. */
export type Figure = {
  figure: string;
  /** What exactly was timed or counted. */
  timed: string;
  ours: string;
  /** The other side, or what it is measured against. */
  against: string;
  value: string;
  goal: string;
  /** Undefined where there is no goal, or nothing to measure with. */
  reached?: boolean;
};

type Goal = { atLeast: number } | { atMost: number };
type Measured = Omit<Figure, 'value' | 'goal' | 'reached'> & {
  values: number[];
  unit?: string;
  goal?: Goal;
  /** Median unless it says otherwise. */
  of?: (values: number[]) => number;
};

/** A figure from all that was measured of it: the median, and between what it lay. */
export function figure({ values, unit = '', goal, of = median, ...rest }: Measured): Figure {
  const value = of(values);
  const spread = values.length > 1 ? ` [${shown(Math.min(...values))}–${shown(Math.max(...values))}]` : '';
  const line = { ...rest, value: `${shown(value)}${unit}${spread}`, goal: goal ? words(goal, unit) : '' };
  return goal ? { ...line, reached: 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost } : line;
}

const words = (goal: Goal, unit: string) =>
  'atLeast' in goal ? `≥ ${goal.atLeast}${unit}` : `≤ ${goal.atMost}${unit}`;

/** Three digits say enough of a measurement on a shared machine. */
export const shown = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));

/** The median of what was measured, with its spread. */
export const middle = (values: number[], unit: string): string =>
  `${shown(median(values))}${unit}${values.length > 1 ? ` [${shown(Math.min(...values))}–${shown(Math.max(...values))}]` : ''}`;

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}

export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
