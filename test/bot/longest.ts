import type { Reply } from '#bot/reply.ts';
import type { HomeReport } from '#core/home/home-of.ts';
import { Column } from '#core/imports/columns.ts';
import type { ImportDetails } from '#core/imports/import-details.ts';
import type { ImportReport } from '#core/imports/import-report.ts';
import { ProblemCode } from '#core/imports/problem.ts';
import { Permission } from '#core/permission.ts';
import { Reason } from '#core/reason.ts';
import type { Approval } from '#core/runs/approval-of.ts';
import { RunCause } from '#core/runs/cause.ts';
import type { Queued } from '#core/runs/queue-view.ts';
import { RowStatus } from '#core/runs/row-status.ts';
import type { RunDetails } from '#core/runs/run-details.ts';
import type { RunReport } from '#core/runs/run-report.ts';
import type { Step } from '#core/runs/timeline-of.ts';
import { settingKeys, settings } from '#core/settings/settings.ts';
import { openSignature } from '#core/signature.ts';
import { ImportState, RunState } from '#prisma/generated/enums.ts';

// The longest that can come, and with what Slack wants escaped, which makes it longer still.
const letters = (length: number) => '&<W>'.repeat(Math.ceil(length / 4)).slice(0, length);
const at = new Date('2026-11-22T14:32:00Z');
const id = '00000000-0000-4000-8000-000000000000';
const many = 1_234_567;
const actor = { name: letters(300), users: [{ platform: 'slack', userId: 'U0ROSA' }] };
const twice = <T>(values: readonly T[]): T[] => [...values, ...values];

const approval: Approval = {
  ...{ needed: 20, over: many, able: many, reminders: 1, askedHere: true },
  given: Array.from({ length: 20 }, (_, number) => ({ id, by: actor, at, counts: number % 2 === 0 })),
  askable: Array.from({ length: 10 }, () => actor),
};
const timeline: Step[] = [
  { what: 'asked', by: actor, at },
  ...Array.from({ length: 20 }, (_, before): Step => ({ what: 'approved', by: actor, at, number: before + 1 })),
  { what: 'started', at },
  { what: 'sent', at },
];

export const runReport = (state: RunState, more: Partial<RunReport> = {}): RunReport => ({
  ...{
    id,
    version: 99_999,
    state,
    channel: 'whatsapp',
    title: letters(4_000),
    requestedBy: letters(300),
    requester: actor,
  },
  ...{
    decidedBy: actor,
    draftedAt: at,
    startedAt: at,
    endedAt: at,
    expiresAt: at,
    listHash: '0123456789ab',
    people: many,
  },
  forecast: { invite: many, skip: many, fail: many },
  reasons: Reason.options.map((reason) => ({ outcome: 'fail', reason, people: many, retryable: many - 1 })),
  differing: [
    { people: many },
    ...Reason.options.map((reason) => ({ outcome: 'fail' as const, reason, people: many })),
  ],
  ...{ overLimit: many, place: { platform: 'slack', conversation: 'C0ONBOARD' }, approval, timeline },
  queue: {
    ...{ position: many, startsIn: many },
    ahead: { title: letters(4_000), requestedBy: letters(300), state: 'sending', done: many, people: many },
  },
  progress: { done: many, people: many, perSecond: 12_345.6, secondsLeft: many, putOff: many, dueAt: at },
  totals: { invited: many, skipped: many, failed: many, unknown: many, cancelled: many },
  problemRows: Array.from({ length: 10 }, (_, row) => ({
    ...{
      row,
      maskedEmail: `&•••@${letters(250)}`,
      status: 'Failed' as const,
      reason: 'PHONE_NOT_PROVISIONED' as const,
    },
  })),
  leftAfter: { people: many, some: Array.from({ length: 10 }, () => `&•••@${letters(250)}`) },
  ...{ differs: many, retryable: many, resumable: many, cause: letters(300) },
  ...{ rehearsal: `&•••@${letters(250)}`, tryFirst: many, ...more },
});

export const importReport = (state: ImportState, more: Partial<ImportReport> = {}): ImportReport => ({
  ...{ id, version: 99_999, state, fileName: letters(80), requestedBy: letters(300), decidedBy: actor },
  ...{
    createdAt: at,
    endedAt: at,
    addNumbers: true,
    sendLoginMail: true,
    upload: { fate: 'stays', seenIn: 'C0GENERAL', platform: 'slack' },
    rehearsal: `&•••@${letters(250)}`,
  },
  counts: { total: many, new: many, changed: many, unchanged: many, wrong: 1_000 },
  ignored: Array.from({ length: 1_000 }, () => letters(100)),
  problems: ProblemCode.options.map((code) => ({ code, rows: many })),
  wrongRows: ProblemCode.options.slice(0, 10).map((code) => ({ line: many, code, column: 'mobile_phone', of: many })),
  ...{ numbersAdded: many, differs: many, ...more },
});

export const importDetails: ImportDetails = {
  ...{ report: importReport('ready'), page: 2, pages: 3, total: many },
  rows: Array.from({ length: 10 }, () => ({
    line: many,
    state: 'wrong',
    values: Column.options.map((column) => ({ column, value: letters(254) })),
    problems: Column.options.map((column) => ({ code: 'TEXT_UNSAFE', column, value: letters(4_000), of: many })),
    changes: Column.options.map((column) => ({ column, from: letters(254), to: letters(254) })),
  })),
};

export const runDetails: RunDetails = {
  ...{ runId: id, title: letters(4_000), isRehearsal: true, page: 2, pages: 3, total: many },
  counts: RowStatus.options.map((status) => ({ status, rows: many })),
  differing: {
    people: many,
    rows: Array.from({ length: 10 }, () => ({
      ...{ row: many, maskedEmail: `&•••@${letters(250)}`, reason: 'PHONE_NOT_PROVISIONED' as const },
    })),
  },
  rows: Array.from({ length: 10 }, (_, row) => ({
    ...{
      row,
      name: letters(254),
      email: letters(254),
      phone: letters(254),
      orgUnit: letters(4_000),
      channel: 'whatsapp',
    },
    ...{
      status: 'Failed',
      reason: 'PHONE_NOT_PROVISIONED',
      reply: letters(4_000),
      differs: true,
      attempts: 1,
      isRehearsal: true,
      link: 'linked',
    },
  })),
};

const listedImport = (state: ImportState) => ({ ...importReport(state), platform: 'slack', conversation: 'C0' });
const queued = (state: RunState): Queued => ({
  ...{ id, version: 1, state, title: letters(500), requestedBy: letters(80), confirmedAt: at, startedAt: at },
  ...{ isRehearsal: true, done: 1, people: many, secondsLeft: many, dueAt: at, sendAt: at },
});
const number = {
  ...{ phone: '+447400912345', maskedPhone: '', updatedAt: at },
  member: { id, name: letters(254), username: letters(254), email: letters(254) },
  links: [{ channel: 'whatsapp' as const, state: 'linked' as const }],
};

const group = {
  ...{ name: letters(80), permissions: Permission.options, members: many },
  ...{ isGone: false, knownAt: at, counts: false },
};

const { startedAt: _, ...withdrawn } = runReport('cancelled');

export const erasure = { rows: many, invitations: many, links: many, numbers: many, isMember: true };

/** Every reply in every state, as long as it gets. */
export const longest: Reply[] = [
  ...Object.values(ImportState).map((state): Reply => ({ kind: 'import', report: importReport(state) })),
  ...Object.values(RunState).map((state): Reply => ({ kind: 'run', report: runReport(state) })),
  ...RunCause.options.map((cause): Reply => ({ kind: 'run', report: runReport('sending', { cause }) })),
  ...Object.values(RunState).map((state): Reply => ({ kind: 'summary', report: runReport(state) })),
  ...RunCause.options.map((cause): Reply => ({ kind: 'alarm', report: runReport('paused', { cause }) })),
  { kind: 'started', report: runReport('sending') },
  ...Object.values(RunState).map((state): Reply => ({ kind: 'approval', report: runReport(state) })),
  { kind: 'approval', report: withdrawn },
  { kind: 'reminder', report: runReport('awaiting_approval') },
  { kind: 'approved', report: runReport('scheduled'), by: actor, number: 20 },
  { kind: 'decided', report: runReport('rejected') },
  { kind: 'decided', report: runReport('cancelled', { cause: 'list-changed' }) },
  ...Object.values(RunState).map((state): Reply => ({ kind: 'posted-summary', report: runReport(state) })),
  { kind: 'summaries-here', chosenBy: letters(300) },
  { kind: 'approvals-here', chosenBy: letters(300) },
  { kind: 'run', report: withdrawn },
  { kind: 'run', report: runReport('draft', { quiet: { people: many, others: many, first: at, last: new Date(0) } }) },
  { kind: 'card-follows' },
  { kind: 'card-comes-later' },
  { kind: 'help', commands: Array.from({ length: 60 }, () => ({ usage: letters(60), summary: letters(100) })) },
  {
    ...{ kind: 'about', version: '1', company: letters(500), permissions: Permission.options, connector: 'simulator' },
    publicKey: openSignature(Buffer.alloc(32)).publicKey,
    through: Array.from({ length: 300 }, () => ({
      group: letters(80),
      permission: 'view-runs',
      knownAt: at,
      counts: true,
    })),
  },
  ...(['unknown', 'shared', 'public', 'wide'] as const).map(
    (risk): Reply => ({ kind: 'file-held', held: { id, fileName: letters(80), risk, members: many } }),
  ),
  { kind: 'moved-to-private' },
  { kind: 'known-list' },
  { kind: 'file-forgotten' },
  { kind: 'person-erased', erasure },
  { kind: 'imports', imports: twice(Object.values(ImportState)).map(listedImport) },
  { kind: 'import-details', details: importDetails },
  {
    kind: 'runs',
    runs: twice(Object.values(RunState)).map((state) => ({
      ...runReport(state),
      isRehearsal: true,
      toInvite: 1,
      seconds: 1,
    })),
  },
  { kind: 'run-status', report: runReport('completed') },
  { kind: 'run-details', details: runDetails },
  {
    kind: 'queue',
    queue: {
      sending: queued('sending'),
      waiting: Array.from({ length: 500 }, () => queued('pending')),
      aside: [queued('paused'), queued('deferred'), queued('awaiting_approval'), queued('scheduled')],
    },
  },
  {
    kind: 'person',
    person: {
      ...{
        id,
        name: letters(300),
        email: letters(254),
        maskedEmail: '',
        phone: letters(20),
        unit: letters(4_000),
        role: letters(254),
      },
      ...{ archivedAt: at, numbers: Array.from({ length: 500 }, () => '+447400912345') },
      links: [{ channel: 'whatsapp', state: 'linked', linkedAt: at.toISOString() }],
      invitations: Array.from({ length: 5 }, () => ({
        ...{
          runId: id,
          title: letters(4_000),
          state: 'failed' as const,
          reason: 'EMAIL_INVALID',
          isRehearsal: true,
          at: at.toISOString(),
        },
      })),
    },
  },
  {
    kind: 'numbers',
    numbers: { filter: letters(254), page: 1, total: many, numbers: Array.from({ length: 10 }, () => number) },
  },
  ...(['unit', 'day'] as const).map((by) => ({
    kind: 'progress' as const,
    progress: {
      ...{ by, left: many, total: { invited: many, opened: many, linked: many, seconds: many } },
      rows: Array.from({ length: 40 }, () => ({
        ...{
          key: by === 'day' ? '2026-11-22' : letters(500),
          invited: many,
          opened: many,
          linked: many,
          seconds: many,
        },
      })),
    },
  })),
  { kind: 'one-moment' },
  {
    kind: 'units',
    units: Array.from({ length: 3_000 }, () => ({
      ...{ id, name: letters(80), path: letters(500), depth: 1, members: many, membersWithBelow: many },
    })),
  },
  {
    kind: 'settings',
    settings: settingKeys.map((key) => ({
      key,
      about: settings[key].about,
      value: letters(500),
      changedBy: letters(300),
      changedAt: at,
    })),
    grants: {
      people: Array.from({ length: 300 }, () => ({ name: letters(80), permissions: Permission.options })),
      groups: Array.from({ length: 100 }, () => ({ ...group, known: Array.from({ length: 90 }, () => letters(80)) })),
    },
  },
  { kind: 'setting-changed', change: { key: 'company.name', value: letters(500) } },
  { kind: 'granted', change: { person: actor, permission: 'manage-settings', changed: true } },
  { kind: 'revoked', change: { person: { ...actor, users: [] }, permission: 'manage-settings', changed: false } },
  { kind: 'revoked', change: { person: actor, permission: 'view-runs', changed: true, still: [letters(80), '*a*'] } },
  {
    kind: 'group-granted',
    change: { group: letters(80), permission: 'view-runs', changed: true, members: many, known: many },
  },
  {
    kind: 'group-revoked',
    change: { group: letters(80), permission: 'view-runs', changed: true, members: 0, known: 0 },
  },
  {
    kind: 'refused',
    refusal: { code: 'not-in-this-channel', channels: Array.from({ length: 20 }, () => 'C012345678901') },
  },
  { kind: 'refused', refusal: { code: 'group-not-known', needs: 'approve-runs', group: letters(80), since: at } },
  ...[{}, { broken: { entry: many, at, action: 'run-taken-over' as const } }, { missing: { noted: many } }].map(
    (wrong): Reply => ({ kind: 'audit-checked', audit: { entries: many, since: at, head: '0'.repeat(64), ...wrong } }),
  ),
  { kind: 'refused', refusal: { code: 'person-not-found', asked: letters(254) } },
  { kind: 'refused', refusal: { code: 'unknown-command', typed: letters(4_000) } },
  { kind: 'too-late' },
  { kind: 'went-wrong', reference: 'ABCDEF' },
];

export const home: HomeReport = {
  ...{ company: letters(300), name: letters(300), permissions: Permission.options },
  owners: Array.from({ length: 5 }, () => actor),
  approvals: { runs: Array.from({ length: 5 }, () => runReport('awaiting_approval')), all: many },
  running: [runReport('sending'), runReport('paused'), runReport('scheduled')],
  mine: Array.from({ length: 8 }, () => ({
    ...{ kind: 'run' as const, id, title: `*${letters(4_000)}*`, state: 'scheduled' as const, people: many, at },
    sendAt: at,
  })),
  last: Array.from({ length: 20 }, () => ({
    ...{ ...runReport('completed'), title: `*${letters(4_000)}*`, isRehearsal: true, toInvite: many, seconds: many },
  })),
  funnel: { invited: many, opened: many, codeShown: many - 1, linked: 1 },
  settings: settingKeys.map((key) => ({
    ...{
      key,
      about: letters(300),
      value: `*${letters(500)}*`,
      changedBy: letters(300),
      changedAt: at,
      approvers: many,
    },
  })),
};
