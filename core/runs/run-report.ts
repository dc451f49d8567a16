import type { Channel } from '../channel.ts';
import type { Actor } from '../operator.ts';
import type { Reason } from '../reason.ts';
import type { RunState } from '../states.ts';

export type Totals = { invited: number; skipped: number; failed: number; unknown: number; cancelled: number };

/** What everybody in the channel may see of a run. All numbers come from one query over its invitations. */
export type RunReport = {
  id: string;
  version: number;
  state: RunState;
  channel: Channel;
  /** What the list is, in words: "staff.csv, 22 Nov 2026" or "Markets / Equities and below". */
  title: string;
  requestedBy: string;
  /** Who approved, rejected, discarded or cancelled it last. */
  decidedBy?: Actor;
  draftedAt: Date;
  confirmedAt?: Date;
  startedAt?: Date;
  endedAt?: Date;
  /** When a draft or a wait for approval ends by itself. */
  expiresAt?: Date;
  /** First 12 hexadecimal digits of the SHA-256 over the frozen list. */
  listHash: string;
  people: number;
  /** As shown before Send was pressed. */
  forecast: { invite: number; skip: number; fail: number };
  /** Every reason in the frozen list or the result, with its people, most frequent first. */
  reasons: { outcome: 'skip' | 'fail'; reason: Reason; people: number }[];
  /** The limit, where more people would be invited than it allows: nothing starts. */
  overLimit?: number;
  /** Set where another person has to approve: more people than this. */
  approvalOver?: number;
  /** Set while it waits for runs before it: 1 is next. */
  queue?: { position: number; ahead: { title: string; requestedBy: string; done: number; people: number } };
  /** Set from the start of sending on. */
  progress?: { done: number; people: number; perSecond?: number; secondsLeft?: number };
  /** So far, or for good once the run is over. */
  totals: Totals;
  /** How many people's outcome differs from the forecast. */
  differs: number;
  /** How many failed for a cause that can succeed when tried again. */
  retryable: number;
  /** Whose run this one is a part or a repeat of. */
  parentId?: string;
  cause?: string;
};
