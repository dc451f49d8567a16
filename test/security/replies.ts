import type { Reply } from '#bot/reply.ts';
import type { ImportReport } from '#core/imports/import-report.ts';
import type { RunReport } from '#core/runs/run-report.ts';
import type { RunState } from '#core/states.ts';

const at = new Date('2026-11-22T10:00:00Z');
const id = '00000000-0000-4000-8000-000000000001';

/** Everything the bot can say, with these words wherever words of others can stand. */
export function replies(words: string): Reply[] {
  const actor = { name: words, users: [] };
  const list: ImportReport = {
    ...{
      id,
      version: 1,
      state: 'ready',
      fileName: words,
      requestedBy: words,
      decidedBy: actor,
      createdAt: at,
      endedAt: at,
    },
    ...{ addNumbers: true, sendLoginMail: true, counts: { total: 3, new: 1, changed: 1, unchanged: 0, wrong: 1 } },
    ...{
      ignored: [words, words],
      problems: [{ code: 'EMAIL_INVALID', rows: 1 }],
      numbersAdded: 1,
      rehearsal: 't•••@acme.test',
    },
    wrongRows: [{ line: 2, code: 'EMAIL_INVALID', column: 'email', of: 1 }],
  };
  const run: RunReport = {
    ...{ id, version: 1, state: 'draft', channel: 'whatsapp', title: words, requestedBy: words, decidedBy: actor },
    ...{ draftedAt: at, confirmedAt: at, startedAt: at, endedAt: at, expiresAt: at, listHash: 'abc', people: 3 },
    forecast: { invite: 1, skip: 1, fail: 1 },
    reasons: [{ outcome: 'fail', reason: 'PHONE_INVALID', people: 1 }],
    totals: { invited: 1, skipped: 0, failed: 1, unknown: 1, cancelled: 0 },
    ...{
      differs: 1,
      differing: [{ people: 1 }],
      retryable: 1,
      resumable: 1,
      overLimit: 2,
      cause: words,
      rehearsal: 't•••@acme.test',
    },
    approval: {
      ...{ needed: 2, able: 1, reminders: 1, askedHere: true, askable: [actor] },
      given: [
        { id, by: actor, at, counts: true },
        { id, by: actor, at, counts: false },
      ],
    },
    timeline: [{ what: 'approved', by: actor, at, number: 1 }],
    queue: { position: 2, ahead: { title: words, requestedBy: words, state: 'sending', done: 1, people: 3 } },
    progress: { done: 1, people: 3, perSecond: 1, secondsLeft: 2, putOff: 0 },
  };
  const rows = [
    { line: 2, state: 'wrong' as const, values: [{ column: 'email' as const, value: words }] },
    { line: 3, state: 'changed' as const, values: [{ column: 'role' as const, value: words }] },
  ].map((row) => ({
    ...row,
    problems: [{ code: 'EMAIL_INVALID' as const, column: 'email' as const, value: words }],
    changes: [{ column: 'role' as const, from: words, to: words }],
  }));
  const person = {
    ...{ id, name: words, username: words, email: words, maskedEmail: words, phone: words, unit: words, role: words },
    ...{ numbers: [words], links: [], archivedAt: at },
    invitations: [
      { runId: id, title: words, state: 'sent' as const, reason: words, isRehearsal: true, at: at.toISOString() },
    ],
  };
  const queued = (state: RunState) => ({
    ...{ id, version: 1, state, title: words, requestedBy: words, confirmedAt: at },
    ...{ isRehearsal: true, done: 1, people: 3 },
  });
  const listed = {
    id,
    title: words,
    requestedBy: words,
    draftedAt: at,
    state: 'completed',
    channel: 'whatsapp',
  } as const;
  const imports = (['receiving', 'checking', 'ready', 'rejected', 'applied', 'discarded', 'undone'] as const).map(
    (state): Reply => ({
      kind: 'import',
      report: {
        ...list,
        state,
        ...(state === 'rejected' && { rejection: { code: 'FILE_COLUMN_TWICE', column: words } }),
      },
    }),
  );
  const states: RunState[] = [
    ...(['draft', 'awaiting_approval', 'scheduled', 'pending', 'sending', 'deferred', 'paused', 'cancelling'] as const),
    ...(['completed', 'cancelled', 'aborted', 'discarded', 'expired', 'rejected'] as const),
  ];
  return [
    ...imports,
    ...states.map((state): Reply => ({ kind: 'run', report: { ...run, state } })),
    ...states.map((state): Reply => ({ kind: 'approval', report: { ...run, state } })),
    { kind: 'reminder', report: run },
    { kind: 'approved', report: run, by: actor, number: 1 },
    { kind: 'decided', report: { ...run, state: 'rejected' } },
    { kind: 'approvals-here', chosenBy: words },
    { kind: 'summaries-here', chosenBy: words },
    { kind: 'posted-summary', report: { ...run, state: 'completed' } },
    { kind: 'summary', report: { ...run, state: 'completed' } },
    { kind: 'run-status', report: run },
    { kind: 'invite-form', list: { name: words, rest: words, value: id } },
    {
      ...{ kind: 'about', version: '1', company: words, permissions: ['view-runs'], connector: 'simulator' },
      publicKey: words,
      through: [{ group: words, permission: 'view-runs', knownAt: at, counts: true }],
    },
    {
      kind: 'imports',
      imports: [{ ...list, state: 'ready', createdAt: at }],
    },
    { kind: 'import-details', details: { report: list, page: 2, pages: 3, total: 30, rows } },
    {
      kind: 'home',
      home: {
        ...{ company: words, name: words, permissions: ['manage-settings'], owners: [actor] },
        ...{ approvals: { runs: [run], all: 1 }, running: [run] },
        mine: [{ kind: 'run', id, title: words, state: 'paused', people: 1, at, sendAt: at }],
        last: [{ ...listed, isRehearsal: true, seconds: 3, people: 3, toInvite: 1, totals: run.totals }],
        settings: [{ key: 'company.name', about: words, value: words }],
      },
    },
    { kind: 'setup-offer', company: words },
    { kind: 'setup-done', view: { company: words, steps: [], values: {} } },
    { kind: 'test-mail', state: 'refused', email: words, words },
    { kind: 'connected', company: words },
    { kind: 'runs', runs: [{ ...listed, isRehearsal: true, seconds: 3, people: 3, toInvite: 1, totals: run.totals }] },
    {
      kind: 'run-details',
      details: {
        ...{ runId: id, title: words, isRehearsal: true, page: 2, pages: 3, total: 30 },
        counts: [
          { status: 'Failed', rows: 20 },
          { status: 'Skipped', rows: 10 },
        ],
        rows: [
          {
            ...{ row: 1, line: 2, username: words, name: words, email: words, phone: words, orgUnit: words },
            ...{
              channel: 'whatsapp',
              status: 'Failed',
              reason: 'EMAIL_REJECTED',
              reply: words,
              differs: true,
              attempts: 1,
              isRehearsal: true,
            },
          },
        ],
      },
    },
    { kind: 'queue', queue: { sending: queued('sending'), waiting: [queued('pending')], aside: [queued('paused')] } },
    { kind: 'person', person },
    {
      kind: 'numbers',
      numbers: {
        ...{ filter: words, page: 1, total: 1 },
        numbers: [
          { phone: words, maskedPhone: words, member: { id, name: words, email: words }, links: [], updatedAt: at },
        ],
      },
    },
    { kind: 'units', units: [{ id, name: words, path: words, depth: 1, members: 1, membersWithBelow: 1 }] },
    {
      kind: 'settings',
      settings: [{ key: 'company.name', about: 'The name', value: words, changedBy: words, changedAt: at }],
      grants: {
        people: [{ name: words, permissions: ['view-runs'] }],
        groups: [
          {
            name: words,
            permissions: ['view-runs'],
            members: 1,
            known: [words],
            isGone: false,
            knownAt: at,
            counts: true,
          },
        ],
      },
    },
    { kind: 'setting-changed', change: { key: 'company.name', value: words } },
    { kind: 'revoked', change: { person: actor, permission: 'view-runs', changed: true, still: [words] } },
    { kind: 'group-granted', change: { group: words, permission: 'view-runs', changed: true, members: 1, known: 1 } },
    { kind: 'group-revoked', change: { group: words, permission: 'view-runs', changed: true, members: 1, known: 1 } },
    { kind: 'refused', refusal: { code: 'group-not-known', needs: 'view-runs', group: words, since: at } },
    { kind: 'refused', refusal: { code: 'run-moved-on', state: 'sending', by: words, at } },
    { kind: 'refused', refusal: { code: 'import-moved-on', state: 'applied', by: words, at } },
    { kind: 'file-held', held: { id, fileName: words, risk: 'public' } },
    {
      ...{ kind: 'erase-form', asked: [...words].slice(0, 120).join('') },
      erasure: { rows: 1, invitations: 1, links: 1, numbers: 1, isMember: true },
    },
    { kind: 'refused', refusal: { code: 'person-not-found', asked: words } },
    { kind: 'refused', refusal: { code: 'unknown-setting', key: words } },
    { kind: 'refused', refusal: { code: 'unfit-value', key: words, expected: 'a number' } },
    { kind: 'refused', refusal: { code: 'unknown-permission', asked: words } },
    { kind: 'refused', refusal: { code: 'unknown-command', typed: words } },
  ];
}
