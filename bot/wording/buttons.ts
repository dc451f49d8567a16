import type { RunReport } from '#core/runs/run-report.ts';
import { count, people } from './numbers.ts';

/** What buttons say, on cards and elsewhere. */
export const buttons = {
  apply: 'Import',
  discard: 'Discard',
  details: 'Details',
  invite: 'Invite to WhatsApp…',
  send: 'Send',
  approve: 'Approve',
  reject: 'Reject…',
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel run',
  split: 'Split',
  retry: 'Retry failed',
  download: 'Download log',
  import: 'Import a list…',
  close: 'Close',
  notYet: 'Not yet',
  previousPage: '‹ Previous page',
  nextPage: 'Next page ›',
} as const;

export const retryLabel = ({ retryable }: RunReport) => `${buttons.retry} (${count(retryable)})`;

export type Confirm = { title: string; text: string; yes: string; no: string };

/** What is asked back before a decision that cannot be taken back. */
export const confirms = {
  cancel: (): Confirm => ({
    title: 'Cancel this run?',
    text: 'Nobody who was not mailed yet will be. Mails that are leaving at this moment still go.',
    yes: 'Cancel it',
    no: buttons.notYet,
  }),
  approve: ({ forecast }: RunReport): Confirm => ({
    title: 'Approve this run?',
    text: `${people(forecast.invite)} will be invited by e-mail, as soon as it is this run’s turn.`,
    yes: `${buttons.approve} ${count(forecast.invite)}`,
    no: buttons.notYet,
  }),
};
