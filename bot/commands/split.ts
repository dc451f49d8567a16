import { splitRun } from '#core/runs/split-run.ts';
import { cardCommand } from './card.ts';

export const split = cardCommand({
  name: 'split',
  summary: 'Split the run on this card into runs within the limit',
  act: splitRun,
});
