import type { Button, KnownBlock } from '@slack/types';
import { RunCause } from '#core/runs/cause.ts';
import type { RunReport } from '#core/runs/run-report.ts';
import type { RunState } from '#core/states.ts';
import type { ReplyOf } from '../../../reply.ts';
import { buttons, causes, count, duration, labels, people, runStates } from '../../../wording.ts';
import { actions, bar, button, escaped, facts, heading, mention, moment, note, text } from '../kit.ts';
import { finishedButtons } from './finished.ts';
import { reasonLines } from './reasons.ts';
import { totals } from './totals.ts';

/** One card from draft to end. Its buttons are those of its state, so none can be pressed that has had its time. */
export function runCard({ report }: ReplyOf<'run'>): KnownBlock[] {
  return [
    heading(headings[report.state](report)),
    about(report),
    ...bodies[report.state](report),
    ...footer(report),
    ...actions(choices[report.state](report)),
  ];
}

type PerState<T> = Record<RunState, (report: RunReport) => T>;

const over = ({ state }: RunReport) => `Run ${runStates[state].toLowerCase()}`;

const headings: PerState<string> = {
  draft: ({ forecast }) => `Invite ${people(forecast.invite)} to WhatsApp?`,
  awaiting_approval: ({ forecast }) => `Approval needed: invite ${people(forecast.invite)}`,
  pending: ({ forecast }) => `Waiting to invite ${people(forecast.invite)}`,
  sending: ({ forecast }) => `Inviting ${people(forecast.invite)}`,
  deferred: over,
  paused: over,
  cancelling: over,
  completed: over,
  cancelled: over,
  aborted: over,
  discarded: over,
  expired: over,
  rejected: over,
};

const about = (report: RunReport) =>
  text(`*${escaped(report.title)}*, ${people(report.people)}, asked for by ${escaped(report.requestedBy)}`);

const forecast = ({ forecast: { invite, skip, fail }, ...report }: RunReport): KnownBlock[] => [
  facts({ [labels.invite]: invite, [labels.skip]: skip, [labels.fail]: fail }),
  ...reasonLines(report),
];

const results = (report: RunReport): KnownBlock[] => [totals(report.totals)];

const nothingSent = (report: RunReport): KnownBlock[] => [text('Nothing was sent.'), ...why(report)];

/** The rejecter's own words, or what stands in the way. */
function why({ state, cause }: RunReport): KnownBlock[] {
  if (cause === undefined) return [];
  if (state === 'rejected') return [text(`Reason: ${escaped(cause)}`)];
  const { data: known } = RunCause.safeParse(cause);
  return known ? [text(`:warning: ${causes[known]}`)] : [];
}

const bodies: PerState<KnownBlock[]> = {
  draft: (report) => [...forecast(report), ...limit(report), ...approvalAhead(report)],
  awaiting_approval: (report) => [...forecast(report), text('Somebody else than who asked has to approve this run.')],
  pending: (report) => [...forecast(report), ...place(report)],
  sending: (report) => [...progress(report), ...results(report)],
  deferred: results,
  paused: results,
  cancelling: results,
  completed: results,
  cancelled: results,
  aborted: (report) => [...results(report), ...why(report)],
  discarded: nothingSent,
  expired: nothingSent,
  rejected: nothingSent,
};

const limit = ({ overLimit, forecast }: RunReport): KnownBlock[] =>
  overLimit === undefined
    ? []
    : [
        text(
          `:warning: ${people(forecast.invite)} are more than the ${count(overLimit)} that one run may invite (error code 20001). ` +
            'Split the run, or ask an owner for a higher “run.max-records”.',
        ),
      ];

const approvalAhead = ({ approvalOver, overLimit }: RunReport): KnownBlock[] =>
  approvalOver === undefined || overLimit !== undefined
    ? []
    : [note(`Over ${people(approvalOver)}, somebody else has to approve before anything is sent.`)];

const place = ({ queue }: RunReport): KnownBlock[] =>
  queue
    ? [
        text(
          `Number ${count(queue.position)} in line, behind ${escaped(queue.ahead.requestedBy)}’s run from ${escaped(queue.ahead.title)} ` +
            `(${count(queue.ahead.done)} of ${count(queue.ahead.people)} done). It starts by itself.`,
        ),
      ]
    : [text('It starts in a moment.')];

function progress(report: RunReport): KnownBlock[] {
  if (!report.progress) return [];
  const { done, people: all, perSecond, secondsLeft } = report.progress;
  const share = all === 0 ? 100 : Math.floor((done / all) * 100);
  const pace = perSecond === undefined ? '' : ` · ${count(Math.round(perSecond))} per second`;
  const left = secondsLeft === undefined ? '' : ` · about ${duration(secondsLeft)} left`;
  return [text(`${bar(done, all)} ${count(done)} of ${count(all)} (${share} %)${pace}${left}`), ...why(report)];
}

const choices: PerState<Button[]> = {
  draft: (report) => [
    ...(report.overLimit !== undefined ? [split(report)] : report.forecast.invite > 0 ? [send(report)] : []),
    button('discard', buttons.discard, report),
    button('details', buttons.details, report),
  ],
  awaiting_approval: (report) => [
    approve(report),
    button('reject', buttons.reject, report, { style: 'danger' }),
    cancel(report),
    button('details', buttons.details, report),
  ],
  pending: (report) => [cancel(report), button('details', buttons.details, report)],
  sending: (report) => [cancel(report), button('details', buttons.details, report)],
  deferred: (report) => [button('details', buttons.details, report)],
  paused: (report) => [button('details', buttons.details, report)],
  cancelling: (report) => [button('details', buttons.details, report)],
  completed: finishedButtons,
  cancelled: finishedButtons,
  aborted: finishedButtons,
  discarded: () => [],
  expired: () => [],
  rejected: (report) => [button('details', buttons.details, report)],
};

const send = (report: RunReport) => button('send', buttons.send, report, { style: 'primary' });
const split = (report: RunReport) => button('split', buttons.split, report, { style: 'primary' });

const cancel = (report: RunReport) =>
  button('cancel', buttons.cancel, report, {
    style: 'danger',
    confirm: {
      title: 'Stop this run?',
      text: 'Nobody who was not mailed yet will be. Mails that are leaving at this moment still go.',
      yes: 'Stop it',
    },
  });

const approve = (report: RunReport) =>
  button('approve', buttons.approve, report, {
    style: 'primary',
    confirm: {
      title: 'Approve this run?',
      text: `${people(report.forecast.invite)} will be invited by e-mail, as soon as it is this run’s turn.`,
      yes: `Approve ${count(report.forecast.invite)}`,
    },
  });

/** Who, when, and the frozen list's hash, so that two people can be sure they speak of the same list. */
function footer(report: RunReport): KnownBlock[] {
  const decision = report.decidedBy && `${decisions[report.state] ?? 'Decided'} by ${mention(report.decidedBy)}`;
  const expires = report.expiresAt && !report.confirmedAt && !report.endedAt && `Expires ${moment(report.expiresAt)}`;
  const times = report.endedAt ? `Ended ${moment(report.endedAt)}` : `Drafted ${moment(report.draftedAt)}`;
  return [
    note(
      [decision, times, expires, `Run ${report.id.slice(0, 8)}`, `list ${report.listHash}`].filter(Boolean).join(' · '),
    ),
  ];
}

const decisions: Partial<Record<RunState, string>> = {
  pending: 'Approved',
  sending: 'Approved',
  completed: 'Approved',
  rejected: 'Rejected',
  discarded: 'Dropped',
  cancelling: 'Stopped',
  cancelled: 'Stopped',
};
