import { resumeRun } from '#core/runs/resume-run.ts';
import { cardCommand } from './card.ts';

export const resume = cardCommand({ name: 'resume', summary: 'Go on with the run on this card', act: resumeRun });
