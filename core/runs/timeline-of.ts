import type { Actor } from '../operator.ts';
import type { RunReport } from './run-report.ts';

/** One thing that happened to a run for which others were asked. */
export type Step = {
  what: 'asked' | 'approved' | 'rejected' | 'expired' | 'void' | 'started' | 'sent';
  at: Date;
  by?: Actor;
  /** Of a yes: which one it was. */
  number?: number;
};

type Known = Pick<
  RunReport,
  'state' | 'cause' | 'approval' | 'requester' | 'decidedBy' | 'confirmedAt' | 'startedAt' | 'endedAt'
>;

/** What happened so far, in order. */
export function timelineOf(run: Known): { timeline?: Step[] } {
  const { approval, requester, confirmedAt, startedAt } = run;
  if (!approval || !confirmedAt) return {};
  return {
    timeline: [
      { what: 'asked', at: confirmedAt, ...(requester && { by: requester }) },
      ...approval.given.map(({ by, at }, before): Step => ({ what: 'approved', at, by, number: before + 1 })),
      ...(startedAt ? [{ what: 'started' as const, at: startedAt }] : []),
      ...ending(run),
    ],
  };
}

function ending({ state, cause, decidedBy, endedAt: at }: Known): Step[] {
  if (!at) return [];
  if (state === 'rejected') return [{ what: 'rejected', at, ...(decidedBy && { by: decidedBy }) }];
  if (state === 'expired') return [{ what: 'expired', at }];
  if (state === 'completed') return [{ what: 'sent', at }];
  return cause === 'list-changed' ? [{ what: 'void', at }] : [];
}
