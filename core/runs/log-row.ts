import type { Channel } from '../channel.ts';
import type { Reason } from '../reason.ts';
import type { LinkState } from '../states.ts';
import type { RunRow } from '../store/run-rows.ts';
import type { StandingRun } from '../store/runs.ts';
import { type RowStatus, statusOf } from './row-status.ts';

/** What became of one person of a run. Full values: for who may see runs, never for a channel. */
export type LogRow = {
  /** Place in the run, from 1. */
  row: number;
  /** The line of the file it came from. */
  line?: number;
  username?: string;
  name?: string;
  email?: string;
  phone?: string;
  orgUnit?: string;
  channel: Channel;
  status: RowStatus;
  reason?: Reason;
  /** The mail server's words, or the codes of what was wrong at import. */
  reply?: string;
  /** True where the outcome differs from the forecast. */
  differs: boolean;
  attempts: number;
  sentAt?: Date;
  messageId?: string;
  link?: LinkState;
  /** Nothing tells who it was any more. */
  isErased?: boolean;
  /** The mail went to the inbox of rehearsals. */
  isRehearsal: boolean;
};

/** Org units only for who may see them. */
export function logRow(run: Pick<StandingRun, 'channel' | 'rehearsal'>, found: RunRow, seesUnits: boolean): LogRow {
  const { position, state, differs, attempts, isErased, importLine, username, name, email, phone } = found;
  const { orgUnit, reason, reply, sentAt, messageId, link } = found;
  return {
    ...(isErased && { isErased }),
    ...{
      row: position,
      channel: run.channel,
      isRehearsal: run.rehearsal !== null,
      status: statusOf(state),
      differs,
      attempts,
    },
    ...(importLine !== null && { line: importLine }),
    ...(username !== null && { username }),
    ...(name !== null && { name }),
    ...(email !== null && { email }),
    ...(phone !== null && { phone }),
    ...(orgUnit !== null && seesUnits && { orgUnit }),
    ...(reason !== null && { reason }),
    ...(reply !== null && { reply }),
    ...(sentAt && { sentAt }),
    ...(messageId !== null && { messageId }),
    ...(link !== null && { link }),
  };
}
