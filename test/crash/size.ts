import { inject } from 'vitest';
import { randomFrom } from '#test/harness/sink-faults.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Set by the configuration of `npm run crash`. */
    crash?: 'long';
  }
}

/** The short form is for every change, the long one for the proof. */
export const isLong = inject('crash') === 'long';

export const size = <T>(short: T, long: T): T => (isLong ? long : short);

/** What hangs is ended by its own patience before that; a busy machine may take its time. */
export const PATIENCE_MS = size(300_000, 3 * 3_600_000);

/** The same numbers again with CRASH_SEED. */
export function aSeed(): { seed: number; random: () => number } {
  const seed = Number(process.env['CRASH_SEED'] ?? Date.now() % 100_000);
  return { seed, random: randomFrom(seed) };
}

/** One line about a scenario that is over. */
export function tell(scenario: string, figures: Record<string, string | number>): void {
  const words = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  console.log(`${scenario}: ${words.join(', ')}`);
}
