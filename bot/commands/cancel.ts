import { cancelRun } from '#core/runs/cancel-run.ts';
import { stopCommand } from './stop.ts';

export const cancel = stopCommand({
  name: 'cancel',
  usage: '<run>',
  summary: 'Stop a run for good, or withdraw one that waits',
  act: cancelRun,
});
