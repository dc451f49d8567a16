import { tryRun } from '#core/runs/try-run.ts';
import { cardCommand } from './card.ts';

export const tryFirst = cardCommand({
  name: 'try',
  summary: 'Send to the first five on this card, then wait',
  act: tryRun,
});
