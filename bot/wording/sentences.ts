import type { RunReport } from '#core/runs/run-report.ts';
import { type Reply, show, type Views } from '../reply.ts';
import { approvalWords } from './approval.ts';
import { auditSentence } from './audit.ts';
import { erasureWords } from './erasure.ts';
import { heldWords } from './held-file.ts';
import { homeWords } from './home.ts';
import { count, people, plural } from './numbers.ts';
import { permissionWords } from './permissions.ts';
import { rejectionSentence } from './problems.ts';
import { progressWords } from './progress.ts';
import { refusalSentence } from './refusals.ts';
import { rehearsalWords } from './rehearsal.ts';
import { runWords } from './run-card.ts';
import { runSentence } from './run-sentence.ts';
import { setupWords } from './setup.ts';
import { rowStates, rowStatuses } from './states.ts';
import { summaryWords } from './summary.ts';

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
  run: ({ report }) => runSentence(report),
  summary: ({ report: { title, totals } }) =>
    `The run from ${title} is over: ${count(totals.invited)} invited, ${count(totals.skipped)} skipped, ` +
    `${count(totals.failed)} failed, ${count(totals.unknown)} unknown, ${count(totals.cancelled)} cancelled.`,
  alarm: ({ report }) => runWords.alarm(report, { title: report.title, who: report.requestedBy }),
  started: ({ report }) => runWords.itsTurn(report, { title: report.title, who: report.requestedBy }),
  approval: ({ report }) => runSentence(report),
  reminder: ({ report }) =>
    approvalWords.reminder(report, { ...namesIn(report), names: [], at: utc(report.expiresAt) }),
  approved: ({ report, by, number }) =>
    approvalWords.given(report, number, { ...namesIn(report), by: by.name, sendAt: utc(report.sendAt) }),
  decided: ({ report }) =>
    approvalWords.decided(report, {
      ...namesIn(report),
      by: report.decidedBy?.name ?? '',
      reason: report.cause ?? '',
    }),
  'posted-summary': ({ report }) => show(sentences, { kind: 'summary', report }),
  'summaries-here': ({ chosenBy }) => summaryWords.chosen(chosenBy),
  'approvals-here': ({ chosenBy }) => approvalWords.chosen(chosenBy),
  home: ({ home }) => homeWords.sentence(home),
  'import-form': () => 'Drop a CSV file into our direct conversation, or choose one here.',
  'invite-form': () => 'Choose whom to invite.',
  'reject-form': () => 'Say why you reject this run.',
  'later-form': () => 'Choose when this run is to be sent.',
  'erase-form': () => erasureWords.what,
  'card-follows': () => 'On it.',
  'card-comes-later': () =>
    'That is noted. My queue is out of reach just now, so the card and the mails follow as soon as it is back. Nothing is lost, and you need not press again.',
  'one-moment': () => 'One moment: this takes a little longer, and I am on it.',
  'file-held': ({ held }) => heldWords.warning(held, held.fileName),
  'moved-to-private': () => heldWords.moved,
  'known-list': () => heldWords.known,
  'file-forgotten': () => heldWords.forgotten,
  help: () => 'This is what I can do.',
  about: ({ version, company }) => `Muster ${version} for ${company}.`,
  file: ({ what, name }) =>
    what === 'template'
      ? `I have sent you ${name}: fill it in and drop it here.`
      : `I have sent you ${name} in a direct message.`,
  imports: ({ imports }) =>
    imports.length ? 'These lists were brought in last.' : 'No list has been brought in yet. Type “import” to begin.',
  'import-details': ({ details }) =>
    `${details.filter ? `${rowStates[details.filter]} rows` : 'All rows'} of ${details.report.fileName}, page ${count(details.page)} of ${count(details.pages)}.`,
  runs: ({ runs }) => (runs.length ? 'These are the last runs.' : 'There has been no run yet. Type “invite” to begin.'),
  'run-status': ({ report }) => show(sentences, { kind: report.endedAt ? 'summary' : 'run', report }),
  'run-details': ({ details }) =>
    `${details.filter ? `${people(details.total)}: ${rowStatuses[details.filter].toLowerCase()}` : 'Everybody'} in ${details.title}, page ${count(details.page)} of ${count(details.pages)}.`,
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
  progress: ({ progress }) => progressWords.sentence(progress),
  units: ({ units }) =>
    units.length
      ? `${plural(units.length, 'org unit', 'org units')}.`
      : 'There are no org units yet: they come with the column “org_unit” of a list.',
  settings: () => 'These are the settings of your company.',
  'setting-changed': ({ change: { key, value, byDefault, approvers, unmoved } }) =>
    (byDefault ? `${key} is back at its default${value && `: ${value}`}.` : `${key} is now ${value}.`) +
    (approvers === undefined ? '' : ` ${approvalWords.tooFewApprovers(approvers)}`) +
    (unmoved === undefined ? '' : ` ${rehearsalWords.unmoved(unmoved)}`),
  granted: ({ change }) => permissionWords.granted(change.person.name, change),
  revoked: ({ change }) => permissionWords.revoked(change.person.name, change),
  'group-granted': ({ change }) => permissionWords.groupGranted(`@${change.group}`, change),
  'group-revoked': ({ change }) => permissionWords.groupRevoked(`@${change.group}`, change),
  'audit-checked': ({ audit }) => auditSentence(audit),
  'setup-form': ({ step }) => `${setupWords.where(step)} of the set-up: ${setupWords.label(step)}.`,
  'connect-code': ({ code, expiresAt }) => setupWords.code(code, utc(expiresAt)),
  connected: ({ company }) => setupWords.connected(company),
  'setup-offer': ({ company }) => setupWords.offer(company),
  'setup-done': ({ view }) => setupWords.done(view),
  'test-mail': (told) => setupWords.testMails(told),
  'person-erased': ({ erasure }) => erasureWords.done(erasure),
  refused: ({ refusal }) => refusalSentence(refusal),
  'too-late': () => 'That took too long. Please try once more.',
  'went-wrong': ({ reference }) =>
    `Something went wrong on our side; nothing was lost. Try again, and if it happens again, quote reference ${reference}.`,
};

const namesIn = ({ title, requestedBy }: RunReport) => ({ title, who: requestedBy });
const utc = (at: Date | undefined) => `${at?.toISOString().slice(0, 16).replace('T', ' ') ?? ''} UTC`;

export function sentence(reply: Reply): string {
  return rehearsalWords.said(show(sentences, reply), isRehearsal(reply));
}

function isRehearsal(reply: Reply): boolean {
  if ('report' in reply) return reply.kind !== 'import' && reply.report.rehearsal !== undefined;
  return reply.kind === 'run-details' && reply.details.isRehearsal;
}
