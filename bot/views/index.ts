import type { ReplyOf, Views } from '../reply.ts';
import { auditSentence, buttons, permissionWords, runWords, setupWords } from '../wording.ts';
import { about, help, imports, runs, settings, units } from './answers.ts';
import { approvalCard, approvalsHere, approvedBy, decided, reminder } from './approval.ts';
import type { Block } from './block.ts';
import { detailsBlocks } from './details.ts';
import { uploadLink } from './forms.ts';
import { heldFile } from './held-file.ts';
import { homeBlocks } from './home.ts';
import { importCard } from './import.ts';
import { atGroup, mention, moment } from './ink.ts';
import { actions, start, text } from './kit.ts';
import { numbers } from './numbers.ts';
import { person } from './person.ts';
import { progress } from './progress.ts';
import { queue } from './queue.ts';
import { refused } from './refused.ts';
import { runCard } from './run.ts';
import { band, called } from './run-parts.ts';
import { said } from './said.ts';
import { setupDone, setupOffer } from './setup.ts';
import { postedSummary, summariesHere, summary } from './summary.ts';

/** Where a list can be given at once, and where a form has to be opened first. */
const importBegin = ({ uploadAt }: ReplyOf<'import-form'>): Block[] =>
  uploadAt ? [uploadLink(uploadAt)] : actions([start('import', buttons.import)]);

/** How each reply looks as a message. Forms are modals (forms.ts): as a message only their sentence is left. */
export const views: Views<Block[]> = {
  import: importCard,
  run: runCard,
  summary,
  'posted-summary': postedSummary,
  alarm: ({ report }) => [text(runWords.alarm(report, called(report))), ...band(report)],
  started: ({ report }) => [text(runWords.itsTurn(report, called(report))), ...band(report)],
  approval: approvalCard,
  reminder,
  approved: approvedBy,
  decided,
  'approvals-here': approvalsHere,
  'summaries-here': summariesHere,
  home: homeBlocks,
  'import-form': (reply) => [...said(reply), ...importBegin(reply)],
  'invite-form': (reply) => [...said(reply), ...actions([start('invite', buttons.invite)])],
  'reject-form': said,
  'later-form': said,
  'erase-form': said,
  'card-follows': said,
  'card-comes-later': said,
  'one-moment': said,
  'file-held': heldFile,
  'moved-to-private': said,
  'known-list': said,
  'file-forgotten': said,
  help,
  about,
  file: said,
  imports,
  'import-details': detailsBlocks,
  runs,
  'run-status': ({ report }) =>
    report.endedAt ? summary({ kind: 'summary', report }) : runCard({ kind: 'run', report }),
  'run-details': detailsBlocks,
  queue,
  person,
  numbers,
  progress,
  units,
  settings,
  'setting-changed': said,
  granted: ({ change }) => [text(permissionWords.granted(mention(change.person), change))],
  revoked: ({ change }) => [text(permissionWords.revoked(mention(change.person), change, atGroup))],
  'group-granted': ({ change }) => [text(permissionWords.groupGranted(atGroup(change.group), change))],
  'group-revoked': ({ change }) => [text(permissionWords.groupRevoked(atGroup(change.group), change))],
  'audit-checked': ({ audit }) => [text(auditSentence(audit, moment))],
  'setup-form': (reply) => [...said(reply), ...actions([start('setup', setupWords.begin)])],
  'connect-code': ({ code, expiresAt }) => [text(setupWords.code(code, moment(expiresAt)))],
  connected: said,
  'setup-offer': setupOffer,
  'setup-done': setupDone,
  'test-mail': said,
  refused,
  'too-late': (reply) => [...said(reply), ...actions(reply.again ? [start(reply.again, buttons[reply.again])] : [])],
  'person-erased': said,
  'went-wrong': said,
};
