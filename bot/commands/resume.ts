import { resumeRun } from '#core/runs/resume-run.ts';
import { stopCommand } from './stop.ts';

export const resume = stopCommand({
  name: 'resume',
  usage: '[run]',
  summary: 'Go on with a paused run, or draft the rest of a cancelled one',
  meant: 'paused',
  act: resumeRun,
});
