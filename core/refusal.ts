import type { Permission } from './permission.ts';
import type { Differing } from './runs/run-report.ts';
import type { ImportState, RunState } from './states.ts';

/** Every "no" the product can say. Words for each live in bot/wording.ts. */
export type Refusal =
  | { code: 'not-allowed'; needs: Permission }
  | { code: 'group-not-known'; needs: Permission; group: string; since: Date }
  | { code: 'not-in-this-channel'; channels: string[] }
  | { code: 'nobody-named-here' }
  | { code: 'group-not-found' }
  | { code: 'groups-not-told' }
  | { code: 'group-too-large'; group: string; people: number; most: number }
  | { code: 'not-a-colleague'; standing: 'guest' | 'outsider' | 'gone' }
  | { code: 'file-decided' }
  | { code: 'upload-closed' }
  | { code: 'import-not-found' }
  | { code: 'import-moved-on'; state: ImportState; by?: string; at?: Date }
  | { code: 'run-not-found' }
  | { code: 'no-run-in-state'; state: RunState }
  | { code: 'which-run'; ids: string[] }
  | { code: 'run-moved-on'; state: RunState; by?: string; at?: Date }
  | { code: 'card-out-of-date' }
  | { code: 'over-limit'; people: number; limit: number }
  | { code: 'within-limit'; people: number; limit: number }
  | { code: 'unfit-time'; why: 'too-soon' | 'too-late' }
  | { code: 'time-not-read'; typed: string }
  | { code: 'nobody-to-invite' }
  | { code: 'too-few-to-try'; people: number }
  | { code: 'nothing-to-retry' }
  | { code: 'nothing-to-resume' }
  | { code: 'channel-off'; channel: string }
  | { code: 'own-approval' }
  | { code: 'approved-already' }
  | { code: 'list-changed'; people: number; differing: Differing[] }
  | { code: 'reason-missing' }
  | { code: 'channel-closed' }
  | { code: 'unit-not-found' }
  | { code: 'person-not-found'; asked: string }
  | { code: 'person-under-way'; runs: string[]; lists: number }
  | { code: 'colleague-not-found' }
  | { code: 'unknown-setting'; key: string }
  | { code: 'owners-only' }
  | { code: 'code-unknown' }
  | { code: 'own-code' }
  | { code: 'too-many-codes' }
  | { code: 'both-have-data' }
  | { code: 'no-own-address' }
  | { code: 'too-many-test-mails' }
  | { code: 'unfit-value'; key: string; expected: string }
  | { code: 'unknown-permission'; asked: string }
  | { code: 'unknown-command'; typed: string }
  | { code: 'unfit-words'; command: string; usage: string }
  | { code: 'too-many-words'; command: string };
