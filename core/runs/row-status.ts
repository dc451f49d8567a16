import { z } from 'zod';
import type { InvitationState } from '../states.ts';

/** One word for what became of a person, in details, file and filters. `Waiting`: it has not come to them yet. */
export const RowStatus = z.enum(['Success', 'Skipped', 'Failed', 'Unknown', 'Cancelled', 'Waiting']);
export type RowStatus = z.infer<typeof RowStatus>;

const statuses: Record<InvitationState, RowStatus> = {
  queued: 'Waiting',
  claimed: 'Waiting',
  sending: 'Waiting',
  sent: 'Success',
  failed: 'Failed',
  bounced: 'Failed',
  unknown: 'Unknown',
  skipped: 'Skipped',
  cancelled: 'Cancelled',
};

export const statusOf = (state: InvitationState): RowStatus => statuses[state];

/** The states behind a status; none means all. */
export function statesOf(status: RowStatus | undefined): InvitationState[] {
  const states = Object.keys(statuses) as InvitationState[];
  return status ? states.filter((state) => statuses[state] === status) : [];
}

/** How many have each status that anybody has, in the order of the list above. */
export function countsOf(found: { state: InvitationState; rows: number }[]): { status: RowStatus; rows: number }[] {
  return RowStatus.options
    .map((status) => ({
      status,
      rows: found.reduce((sum, { state, rows }) => sum + (statuses[state] === status ? rows : 0), 0),
    }))
    .filter(({ rows }) => rows > 0);
}
