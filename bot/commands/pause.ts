import { pauseRun } from '#core/runs/pause-run.ts';
import { stopCommand } from './stop.ts';

export const pause = stopCommand({
  name: 'pause',
  usage: '[run]',
  summary: 'Stop a run for a while; the one being sent when you name none',
  meant: 'sending',
  act: pauseRun,
});
