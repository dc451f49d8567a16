import { pauseRun } from '#core/runs/pause-run.ts';
import { cardCommand } from './card.ts';

export const pause = cardCommand({ name: 'pause', summary: 'Stop the run on this card for a while', act: pauseRun });
