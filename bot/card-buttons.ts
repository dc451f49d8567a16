import type { ImportReport } from '#core/imports/import-report.ts';
import { FIRST_FEW } from '#core/runs/first-few.ts';
import type { RunReport } from '#core/runs/run-report.ts';
import type { ImportState, RunState } from '#core/states.ts';
import { buttons, type Confirm, confirms, runLabel } from './wording.ts';

type ImportVerb = 'apply' | 'discard' | 'details' | 'invite';
type RunVerb =
  | 'send'
  | 'later'
  | 'try'
  | 'split'
  | 'discard'
  | 'details'
  | 'approve'
  | 'reject'
  | RunStop
  | 'download'
  | 'retry';
type RunStop = 'pause' | 'resume' | 'cancel';

/** A press is the command of the same name, on this state of this import or run. */
export type CardButton = {
  verb: ImportVerb | RunVerb | 'move' | 'keep' | 'forget';
  label: string;
  style?: 'primary' | 'danger';
  confirm?: Confirm;
  id: string;
  version: number;
};

const finished: RunVerb[] = ['details', 'download', 'retry'];

/** What can be done in which state, in the order of the buttons. */
const importVerbs: Record<ImportState, ImportVerb[]> = {
  receiving: [],
  checking: [],
  ready: ['apply', 'discard', 'details'],
  rejected: [],
  applied: ['invite', 'details'],
  discarded: [],
  undone: ['details'],
};

const runVerbs: Record<RunState, RunVerb[]> = {
  draft: ['send', 'later', 'try', 'split', 'discard', 'details'],
  awaiting_approval: ['approve', 'reject', 'cancel', 'details'],
  scheduled: ['send', 'cancel', 'details'],
  pending: ['cancel', 'details'],
  sending: ['pause', 'cancel', 'details'],
  deferred: ['cancel', 'details'],
  paused: ['resume', 'cancel', 'details'],
  cancelling: ['details'],
  completed: finished,
  cancelled: ['resume', ...finished],
  aborted: finished,
  discarded: [],
  expired: [],
  rejected: ['details'],
};

/** What can be typed of a run in the queue, besides looking at it. */
export const typedVerbs = (state: RunState) => runVerbs[state].filter((verb) => verb !== 'details');

/** What a state allows and this one import or run does not. */
const importFits: Partial<Record<ImportVerb, (report: ImportReport) => boolean>> = {
  apply: ({ counts }) => counts.total > counts.wrong,
};

const canBeSent = ({ overLimit, forecast }: RunReport) => overLimit === undefined && forecast.invite > 0;

const runFits: Partial<Record<RunVerb, (report: RunReport) => boolean>> = {
  send: canBeSent,
  later: canBeSent,
  try: ({ overLimit, forecast }) => overLimit === undefined && forecast.invite > FIRST_FEW,
  split: ({ overLimit }) => overLimit !== undefined,
  retry: ({ retryable }) => retryable > 0,
  resume: ({ state, resumable }) => state === 'paused' || resumable > 0,
};

const styles: Partial<Record<CardButton['verb'], CardButton['style']>> = {
  apply: 'primary',
  invite: 'primary',
  send: 'primary',
  split: 'primary',
  approve: 'primary',
  resume: 'primary',
  reject: 'danger',
  cancel: 'danger',
};

export function importButtons(report: ImportReport): CardButton[] {
  return importVerbs[report.state]
    .filter((verb) => importFits[verb]?.(report) ?? true)
    .map((verb) => cardButton(verb, buttons[verb], report));
}

export function runButtons(report: RunReport): CardButton[] {
  return runVerbs[report.state]
    .filter((verb) => runFits[verb]?.(report) ?? true)
    .map((verb) => {
      const confirm = verb === 'cancel' || verb === 'resume' || verb === 'approve' ? confirms[verb](report) : undefined;
      return { ...cardButton(verb, runLabel(verb, report), report), ...(confirm && { confirm }) };
    });
}

/** What those who may approve can do, on a card of their own. */
export const approvalButtons = (report: RunReport): CardButton[] =>
  report.state === 'awaiting_approval' ? runButtons(report).filter(({ verb }) => verb !== 'cancel') : [];

type Shown = { id: string; version: number };

function cardButton(verb: CardButton['verb'], label: string, { id, version }: Shown): CardButton {
  const style = styles[verb];
  return { verb, label, id, version, ...(style && { style }) };
}
