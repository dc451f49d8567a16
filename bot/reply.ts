import type { CheckedAudit } from '#core/audit/verify-audit.ts';
import type { ChangedGroup } from '#core/directory/change-group-permission.ts';
import type { ChangedPermission } from '#core/directory/change-permission.ts';
import type { Erasure } from '#core/directory/erase-person.ts';
import type { Person } from '#core/directory/find-person.ts';
import type { Grants } from '#core/directory/list-grants.ts';
import type { ListedNumbers } from '#core/directory/list-numbers.ts';
import type { ListedUnit } from '#core/directory/list-units.ts';
import type { Progress } from '#core/directory/progress-by.ts';
import type { HeldThrough } from '#core/directory/what-may.ts';
import type { HomeReport } from '#core/home/home-of.ts';
import type { HeldFile } from '#core/imports/hold-file.ts';
import type { ImportDetails } from '#core/imports/import-details.ts';
import type { ImportReport } from '#core/imports/import-report.ts';
import type { ListedImport } from '#core/imports/list-imports.ts';
import type { Actor } from '#core/operator.ts';
import type { Permission } from '#core/permission.ts';
import type { Refusal } from '#core/refusal.ts';
import type { ListedRun } from '#core/runs/list-runs.ts';
import type { QueueView } from '#core/runs/queue-view.ts';
import type { RunDetails } from '#core/runs/run-details.ts';
import type { RunReport } from '#core/runs/run-report.ts';
import type { ChangedSetting } from '#core/settings/change-setting.ts';
import type { ListedSetting } from '#core/settings/list-settings.ts';

import type { SetupView } from '#core/setup/setup-of.ts';
import type { SetupStep } from '#core/setup/step.ts';
import type { TestMailState } from '#core/store/test-mails.ts';
import type { Offered } from './commands/import.ts';

/** Something to choose: `name` is shortened where there is too little room, `rest` tells those of the same name apart. */
export type Suggestion = { name: string; rest: string; value: string };

/** Everything the bot can say. Each chat platform owns one view per kind. */
export type Reply =
  // Cards, for everybody in the conversation
  | { kind: 'import'; report: ImportReport }
  | { kind: 'run'; report: RunReport }
  | { kind: 'summary'; report: RunReport }
  | { kind: 'posted-summary'; report: RunReport }
  | { kind: 'alarm'; report: RunReport }
  | { kind: 'started'; report: RunReport }
  | { kind: 'approval'; report: RunReport }
  | { kind: 'reminder'; report: RunReport }
  | { kind: 'approved'; report: RunReport; by: Actor; number: number }
  | { kind: 'decided'; report: RunReport }
  | { kind: 'approvals-here'; chosenBy: string }
  | { kind: 'summaries-here'; chosenBy: string }
  // What stands for one person, until it changes
  | { kind: 'home'; home: HomeReport }
  // Forms that take input
  /** `uploadAt`: the page on which the list is given, where forms of the platform take no files. */
  | { kind: 'import-form'; offered?: Offered[]; uploadAt?: string }
  | { kind: 'invite-form'; list?: Suggestion }
  | { kind: 'reject-form'; runId: string; version: number }
  | { kind: 'later-form'; runId: string; version: number; initial: Date }
  | { kind: 'setup-form'; view: SetupView; step: SetupStep; refusal?: Refusal }
  | { kind: 'erase-form'; asked: string; erasure: Erasure }
  // Answers, for the asker alone
  | { kind: 'card-follows' }
  | { kind: 'card-comes-later' }
  | { kind: 'one-moment' }
  | { kind: 'file-held'; held: HeldFile }
  | { kind: 'moved-to-private' }
  | { kind: 'known-list' }
  | { kind: 'file-forgotten' }
  | { kind: 'help'; commands: { usage: string; summary: string }[] }
  | {
      kind: 'about';
      version: string;
      company: string;
      permissions: Permission[];
      through: HeldThrough[];
      connector: string;
      publicKey: string;
    }
  | { kind: 'file'; what: 'template' | 'log' | 'audit' | 'evidence' | 'people'; name: string; content: Uint8Array }
  | { kind: 'imports'; imports: ListedImport[] }
  | { kind: 'import-details'; details: ImportDetails }
  | { kind: 'runs'; runs: ListedRun[] }
  | { kind: 'run-status'; report: RunReport }
  | { kind: 'run-details'; details: RunDetails }
  | { kind: 'queue'; queue: QueueView }
  | { kind: 'person'; person: Person }
  | { kind: 'numbers'; numbers: ListedNumbers }
  | { kind: 'progress'; progress: Progress }
  | { kind: 'units'; units: ListedUnit[] }
  | { kind: 'settings'; settings: ListedSetting[]; grants?: Grants }
  | { kind: 'setting-changed'; change: ChangedSetting }
  | { kind: 'granted'; change: ChangedPermission }
  | { kind: 'revoked'; change: ChangedPermission }
  | { kind: 'group-granted'; change: ChangedGroup }
  | { kind: 'group-revoked'; change: ChangedGroup }
  | { kind: 'audit-checked'; audit: CheckedAudit }
  | { kind: 'connect-code'; code: string; expiresAt: Date }
  | { kind: 'connected'; company: string }
  | { kind: 'setup-offer'; company: string }
  | { kind: 'setup-done'; view: SetupView }
  | { kind: 'test-mail'; state: TestMailState; email?: string; words?: string }
  | { kind: 'person-erased'; erasure: Erasure }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'too-late'; again?: 'import' | 'invite' }
  | { kind: 'went-wrong'; reference: string };

export type ReplyOf<K extends Reply['kind']> = Extract<Reply, { kind: K }>;

export type Views<Output> = { [K in Reply['kind']]: (reply: ReplyOf<K>) => Output };

/** The one cast in the bot: TypeScript cannot see that kind picks the matching view. */
export function show<Output>(views: Views<Output>, reply: Reply): Output {
  const view = views[reply.kind] as (reply: Reply) => Output;
  return view(reply);
}
