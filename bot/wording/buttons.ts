import { FIRST_FEW } from '#core/runs/first-few.ts';
import type { RunReport } from '#core/runs/run-report.ts';
import { stillMissing } from './approval.ts';
import { goOnLabel } from './go-on.ts';
import { count, people } from './numbers.ts';
import { doneOf } from './queue.ts';
import { rehearsalWords } from './rehearsal.ts';
import { peopleLeft } from './run-left.ts';
import { inUtc } from './send-time.ts';

/** What buttons say, on cards and elsewhere. */
export const buttons = {
  apply: 'Import',
  discard: 'Discard',
  details: 'Details',
  invite: 'Invite to WhatsApp…',
  send: 'Send',
  later: 'Send later…',
  try: `Try ${FIRST_FEW} first`,
  approve: 'Approve',
  reject: 'Reject…',
  decide: 'Approve or reject…',
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel run',
  split: 'Split',
  retry: 'Retry failed',
  download: 'Download log',
  import: 'Import a list…',
  template: 'Template',
  help: 'Help',
  settings: 'All settings',
  close: 'Close',
  notYet: 'Not yet',
  previousPage: '‹ Previous page',
  nextPage: 'Next page ›',
} as const;

/** Resume, on the card of a cancelled run. */
export const restLabel = 'Draft the rest';

/** Send, on the card of a run that waits for its time. */
const sendNowLabel = 'Send now';

/** Where the word for a verb depends on what is shown. */
export function runLabel(
  verb: keyof typeof buttons,
  { state, startedAt, retryable, resumable, cause }: RunReport,
): string {
  if (verb === 'retry') return `${buttons.retry} (${count(retryable)})`;
  if (verb === 'send' && state === 'scheduled') return sendNowLabel;
  if (verb === 'cancel' && !startedAt) return 'Withdraw run';
  if (verb === 'resume' && state === 'cancelled')
    return `${startedAt ? restLabel : 'Draft again'} (${count(resumable)})`;
  if (verb === 'resume' && cause === 'tried') return goOnLabel;
  return buttons[verb];
}

function whatCancelDoes({ state, forecast, progress }: RunReport): string {
  const { done, people: all } = progress ?? { done: 0, people: forecast.invite };
  const leaving =
    state === 'sending'
      ? ` Mails that are leaving at this moment (${MOST_LEAVING} at most) still go; the summary names them.`
      : '';
  return `${doneOf(done, all)}. The other ${count(all - done)} will not be mailed.${leaving} “${restLabel}” then makes a new draft of those who were never mailed.`;
}

function whatApproveDoes({ forecast, approval, sendAt }: RunReport): string {
  const others = stillMissing(approval);
  const then = sendAt ? `${inUtc(sendAt)}, or now where that is over` : 'as soon as it is this run’s turn';
  return others === 0
    ? `${people(forecast.invite)} will be invited by e-mail, ${then}.`
    : `${people(forecast.invite)} will be invited by e-mail, once ${people(others)} besides you have approved.`;
}

// So many connections send a run, over all processes.
const MOST_LEAVING = 64;

const goOnTrying = (first: number): Confirm => ({
  title: 'Go on with this run?',
  text: `It goes on with its first ${count(first)}, then it waits for a look.`,
  yes: buttons.resume,
  no: buttons.notYet,
});

export type Confirm = { title: string; text: string; yes: string; no: string };

/** What is asked back before a decision that cannot be taken back. */
export const confirms = {
  cancel(report: RunReport): Confirm {
    const { startedAt, forecast } = report;
    if (startedAt)
      return { title: 'Cancel this run?', text: whatCancelDoes(report), yes: 'Cancel it', no: buttons.notYet };
    return {
      title: 'Withdraw this run?',
      text: `Nothing was sent. None of its ${people(forecast.invite)} will be invited by it.`,
      yes: 'Withdraw it',
      no: buttons.notYet,
    };
  },
  /** Of a cancelled run nothing is sent yet: there is nothing to ask. */
  resume(report: RunReport): Confirm | undefined {
    if (report.state !== 'paused') return undefined;
    if (report.tryFirst !== undefined && report.cause !== 'tried') return goOnTrying(report.tryFirst);
    const left = peopleLeft(report);
    return {
      title: 'Go on with this run?',
      text: rehearsalWords.asked(
        `${people(left)} will be mailed, as soon as it is this run’s turn: it goes before all that wait.`,
        report,
      ),
      yes: `${buttons.resume} ${count(left)}`,
      no: buttons.notYet,
    };
  },
  approve: (report: RunReport): Confirm => ({
    title: 'Approve this run?',
    text: rehearsalWords.asked(whatApproveDoes(report), report),
    yes: `${buttons.approve} ${count(report.forecast.invite)}`,
    no: buttons.notYet,
  }),
};
