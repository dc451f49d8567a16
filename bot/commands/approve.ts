import { approveRun } from '#core/runs/approve-run.ts';
import { cardCommand } from './card.ts';

export const approve = cardCommand({ name: 'approve', summary: 'Approve the run on this card', act: approveRun });
