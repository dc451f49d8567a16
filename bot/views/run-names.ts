import type { ListedRun } from '#core/runs/list-runs.ts';
import { appointment, bold, moment, theirs } from './ink.ts';

/** What a line about a run calls its parts. The time that was set for it matters until it begins. */
export const runNames = ({ title, requestedBy, draftedAt, state, sendAt }: ListedRun) => ({
  title: bold(title),
  by: theirs(requestedBy),
  at: moment(draftedAt),
  sendAt: sendAt && (state === 'scheduled' || state === 'awaiting_approval') ? appointment(sendAt) : undefined,
});
