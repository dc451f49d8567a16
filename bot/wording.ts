/** Every word that people read. Whoever shows them adds layout and nothing else. */

export { approvalWords } from './wording/approval.ts';
export { auditActions, auditSentence } from './wording/audit.ts';
export { buttons, type Confirm, confirms, runLabel } from './wording/buttons.ts';
export { changedPeople } from './wording/changed-people.ts';
export { detailsWords } from './wording/details.ts';
export { ERASED, erasureWords } from './wording/erasure.ts';
export { evidenceReadme } from './wording/evidence.ts';
export { formWords } from './wording/forms.ts';
export { heldButtons, heldWords } from './wording/held-file.ts';
export { homeWords } from './wording/home.ts';
export { importWords } from './wording/import-card.ts';
export { type InstallWords, installWords } from './wording/install.ts';
export { listWords } from './wording/lists.ts';
export { count, more } from './wording/numbers.ts';
export { type ReasonGroup, reasonGroups } from './wording/outcomes.ts';
export { permissionWords } from './wording/permissions.ts';
export { personWords } from './wording/person.ts';
export { rejectionSentence } from './wording/problems.ts';
export { reasonSentence } from './wording/reasons.ts';
export { refusalSentence } from './wording/refusals.ts';
export { rehearsalWords } from './wording/rehearsal.ts';
export { runWords } from './wording/run-card.ts';
export { sentence } from './wording/sentences.ts';
export { setupWords } from './wording/setup.ts';
export { labels, linkStates, rowStates, rowStatuses } from './wording/states.ts';
export { listSuggestion, unitSuggestion } from './wording/suggestions.ts';
export { summaryWords } from './wording/summary.ts';
