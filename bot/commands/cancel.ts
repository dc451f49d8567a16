import { cancelRun } from '#core/runs/cancel-run.ts';
import { cardCommand } from './card.ts';

export const cancel = cardCommand({ name: 'cancel', summary: 'Stop the run on this card', act: cancelRun });
