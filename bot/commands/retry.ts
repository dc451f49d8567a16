import { retryRun } from '#core/runs/retry-run.ts';
import { cardCommand } from './card.ts';

export const retry = cardCommand({
  name: 'retry',
  summary: 'Try again those who failed and can now succeed',
  act: retryRun,
});
