const inFolder = (folder, names, end) => names.split(' ').map((name) => `${folder}/${name}${end}`);
const files = (folder, names) => inFolder(folder, names, '.ts');
const tests = (folder, names) => inFolder(folder, names, '.test.ts');

/** What is mutated, by which tests it has to be noticed (those that notice most come first), and how much of it at least. */
export const groups = {
  permissions: {
    atLeast: 100,
    files: [
      ...files('core', 'permission deny deny-place group-trust'),
      ...files('core/directory', 'may may-begin what-may recognise list-grants change-permission'),
      ...files('core/directory', 'change-group-permission keep-told-groups group-changed'),
      ...files('core/store', 'permissions grants user-groups group-news operators namesakes join-operators'),
      ...files('core/runs', 'group-to-read'),
    ],
    tests: [
      ...tests('test/core', 'deny-place directory/permissions directory/groups directory/group-news connect'),
      ...tests('test', 'security/self-approval core/runs/group-lists'),
    ],
  },
  approvals: {
    atLeast: 85,
    files: [
      ...files('core/settings', 'approval-policy too-few-approvers'),
      ...files('core/runs', 'approval-of approve-run ask-approvers reject-run remind-approvers void-run tell-decision'),
      ...files('core/store', 'approvals approval-cards reminders list-changes'),
    ],
    tests: tests('test/core', 'settings/approval-policy runs/approvals runs/changed-lists runs/scheduled'),
  },
  runs: {
    atLeast: 85,
    files: [
      ...files('core/runs', 'hold-run draft-run send-run try-run schedule-run set-time enter-queue cancel-run'),
      ...files('core/runs', 'discard-run expire-drafts split-run pause-run resume-run retry-run rehearse follow-limit'),
      ...files('core/store', 'runs drafts scheduled-runs'),
    ],
    tests: tests('test/core/runs', 'transitions decide scheduled draft-run retry group-lists'),
  },
  sending: {
    atLeast: 85,
    files: [
      ...files('core/runs', 'start-next-run finish-run defer-run end-stopped-run give-up-run take-over leave-run'),
      ...files('core/store', 'stops sending rest'),
    ],
    tests: tests('test/core/runs', 'by-itself queue transitions'),
  },
  imports: {
    atLeast: 85,
    files: [
      ...files('core/imports', 'receive-import check-import apply-import discard-import expire-imports hold-file'),
      ...files('core/imports', 'decide-held keep-upload upload-removed why-not-decided see-to-uploads'),
      ...files('core/store', 'imports stuck-imports'),
    ],
    tests: tests('test/core/imports', 'transitions held check-import apply-import expire-imports stuck-imports'),
  },
};
