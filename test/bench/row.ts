import type { Figure } from './figures.ts';
import type { Stage } from './stage.ts';

export type Scale = {
  /** Small numbers, to try the bench itself: its figures mean nothing. */
  quick: boolean;
  /** Also what takes many minutes. */
  million: boolean;
};

/** One measurement that stands for itself. */
export type Row = { name: string; about: string; run(stage: Stage, scale: Scale): Promise<Figure[]> };
