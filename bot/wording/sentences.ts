import { RunCause } from '#core/runs/cause.ts';
import { type Reply, show, type Views } from '../reply.ts';
import { count, duration, people, plural } from './numbers.ts';
import { permissionWords } from './permissions.ts';
import { rejectionSentence } from './problems.ts';
import { placeInLine } from './queue.ts';
import { refusalSentence } from './refusals.ts';
import { causes } from './states.ts';

/**
 * Every reply as one full sentence: what a notification shows, what a screen reader says first,
 * and what is left where a platform cannot draw the card.
 */
const sentences: Views<string> = {
  import: ({ report: { state, fileName, counts, rejection } }) => {
    if (state === 'rejected' && rejection) return `${fileName} was not imported. ${rejectionSentence(rejection)}`;
    if (state === 'receiving' || state === 'checking') return `Checking ${fileName}…`;
    const found = `${count(counts.new)} new, ${count(counts.changed)} changed, ${count(counts.unchanged)} unchanged, ${count(counts.wrong)} wrong`;
    if (state === 'applied') return `${fileName} is imported: ${found}.`;
    if (state === 'ready') return `${fileName} is checked: ${found}. Nothing is written yet.`;
    return `${fileName} was discarded; nothing of it was imported.`;
  },
  run: ({ report: { state, title, forecast, queue, progress } }) => {
    if (state === 'draft') return `Ready to invite ${people(forecast.invite)} from ${title}. Nothing is sent yet.`;
    if (state === 'awaiting_approval')
      return `Inviting ${people(forecast.invite)} from ${title} waits for an approval.`;
    if (state === 'pending') {
      return queue
        ? `Inviting ${people(forecast.invite)} from ${title} waits for its turn: ${placeInLine(queue, { ...queue.ahead, by: queue.ahead.requestedBy })}.`
        : `Inviting ${people(forecast.invite)} from ${title} starts in a moment.`;
    }
    if (state === 'sending' && progress) {
      const left = progress.secondsLeft === undefined ? '' : `, about ${duration(progress.secondsLeft)} left`;
      return `Inviting from ${title}: ${count(progress.done)} of ${count(progress.people)} done${left}.`;
    }
    return `The run from ${title}: ${runEnds[state] ?? 'it moves on'}.`;
  },
  summary: ({ report: { title, totals } }) =>
    `The run from ${title} is over: ${count(totals.invited)} invited, ${count(totals.skipped)} skipped, ` +
    `${count(totals.failed)} failed, ${count(totals.unknown)} unknown, ${count(totals.cancelled)} cancelled.`,
  alarm: ({ report: { title, cause } }) =>
    `I have paused the run from ${title}. ${causes[RunCause.catch('interrupted').parse(cause)]}`,
  'import-form': () => 'Drop a CSV file into our direct conversation, or choose one here.',
  'invite-form': () => 'Choose whom to invite.',
  'reject-form': () => 'Say why you reject this run.',
  'card-follows': () => 'On it.',
  help: () => 'This is what I can do.',
  about: ({ version, company }) => `Muster ${version} for ${company}.`,
  file: ({ what, name }) =>
    what === 'template'
      ? `I have sent you ${name}: fill it in and drop it here.`
      : `I have sent you ${name} in a direct message.`,
  imports: ({ imports }) =>
    imports.length ? 'These lists were brought in last.' : 'No list has been brought in yet. Type “import” to begin.',
  'import-details': ({ details }) =>
    `All rows of ${details.report.fileName}, page ${count(details.page)} of ${count(details.pages)}.`,
  runs: ({ runs }) => (runs.length ? 'These are the last runs.' : 'There has been no run yet. Type “invite” to begin.'),
  'run-status': ({ report }) => sentence({ kind: report.endedAt ? 'summary' : 'run', report }),
  'run-details': ({ details }) =>
    `Everybody in ${details.title}, page ${count(details.page)} of ${count(details.pages)}.`,
  queue: ({ queue: { sending, waiting, aside } }) => {
    const all = waiting.length + aside.length;
    if (!sending && all === 0) return 'Nothing is being sent and nothing waits.';
    const now = sending ? 'One run is being sent' : 'Nothing is being sent at this moment';
    return `${now}, ${plural(all, 'run waits', 'runs wait')}.`;
  },
  person: ({ person }) => `This is what I know of ${person.name}.`,
  numbers: ({ numbers }) =>
    numbers.total
      ? `${plural(numbers.total, 'corporate number', 'corporate numbers')}.`
      : 'There is no such corporate number.',
  units: ({ units }) =>
    units.length
      ? `${plural(units.length, 'org unit', 'org units')}.`
      : 'There are no org units yet: they come with the column “org_unit” of a list.',
  settings: () => 'These are the settings of your company.',
  'setting-changed': ({ change }) => `${change.key} is now ${change.value}.`,
  granted: ({ change }) => permissionWords.granted(change.person.name, change),
  revoked: ({ change }) => permissionWords.revoked(change.person.name, change),
  refused: ({ refusal }) => refusalSentence(refusal),
  'too-late': () => 'That took too long. Please try once more.',
  'went-wrong': ({ reference }) =>
    `Something went wrong on our side; nothing was lost. Try again, and if it happens again, quote reference ${reference}.`,
};

const runEnds: Partial<Record<string, string>> = {
  paused: 'it is paused',
  deferred: 'it waits for mail servers that asked for patience',
  cancelling: 'it is being cancelled',
  completed: 'it is over, the summary is in the thread',
  cancelled: 'it was cancelled',
  aborted: 'it was ended before its time',
  discarded: 'it was discarded, nothing was sent',
  expired: 'it was not confirmed in time, nothing was sent',
  rejected: 'it was rejected, nothing was sent',
};

export function sentence(reply: Reply): string {
  return show(sentences, reply);
}
