import type { RunReport } from '#core/runs/run-report.ts';
import type { RunState } from '#core/states.ts';
import { approvalButtons } from '../card-buttons.ts';
import type { ReplyOf } from '../reply.ts';
import { approvalWords, runWords } from '../wording.ts';
import type { Block } from './block.ts';
import { appointment, bold, channelLink, mention, moment, theirs } from './ink.ts';
import { actions, button, heading, noteIf, text } from './kit.ts';
import {
  band,
  called,
  footer,
  forecast,
  nothingSent,
  quiet,
  timeline,
  tried,
  whatItNeeds,
  whenSent,
} from './run-parts.ts';

const approved: RunState[] = ['scheduled', 'pending', 'sending', 'deferred', 'paused', 'cancelling'];

/** The card of the approvers: what they decide about, what it needs, and what came of it. How far the sending is stands elsewhere. */
export function approvalCard({ report }: ReplyOf<'approval'>): Block[] {
  const { title, requestedBy, state, place, approval } = report;
  return [
    heading(approved.includes(state) ? approvalWords.approved(report) : runWords.title(report)),
    ...band(report),
    text(
      `${runWords.about(report, { title: bold(title), by: theirs(requestedBy) })} ${approvalWords.askedFor(channelLink(place))}`,
    ),
    ...(isUnsent(report) ? nothingSent(report) : forecast(report)),
    ...whenSent(report),
    ...(state === 'awaiting_approval' ? quiet(report) : []),
    ...tried(report),
    ...(state === 'awaiting_approval' ? whatItNeeds(report) : []),
    ...noteIf(approval?.askedHere && approvalWords.askedHere),
    ...timeline(report),
    footer(report),
    ...actions(approvalButtons(report).map(button)),
  ];
}

const isUnsent = ({ endedAt, startedAt }: RunReport) => endedAt !== undefined && startedAt === undefined;

/** Nobody is mentioned twice: who was mentioned once follows the thread. */
export function reminder({ report }: ReplyOf<'reminder'>): Block[] {
  const { approval, expiresAt } = report;
  const names = approval?.reminders === 1 ? approval.askable.map(mention) : [];
  return [
    text(approvalWords.reminder(report, { title: bold(report.title), names, at: expiresAt ? moment(expiresAt) : '' })),
    ...band(report),
  ];
}

export const approvedBy = ({ report, by, number }: ReplyOf<'approved'>): Block[] => [
  text(
    approvalWords.given(report, number, {
      ...{ ...called(report), by: mention(by) },
      sendAt: report.sendAt ? appointment(report.sendAt) : '',
    }),
  ),
  ...band(report),
];

export function decided({ report }: ReplyOf<'decided'>): Block[] {
  const by = report.decidedBy ? mention(report.decidedBy) : '';
  return [
    text(approvalWords.decided(report, { ...called(report), by, reason: theirs(report.cause ?? '') })),
    ...band(report),
  ];
}

export const approvalsHere = ({ chosenBy }: ReplyOf<'approvals-here'>): Block[] => [
  text(approvalWords.chosen(theirs(chosenBy))),
];
