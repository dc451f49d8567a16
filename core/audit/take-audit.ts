import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { audit } from '../store/audit.ts';
import { type Needs, transaction } from '../store/db.ts';
import { readTrail, type TrailEntry } from './read-trail.ts';

/** Days like 2026-11-22, in UTC, both included. */
export type Days = { from?: string | undefined; to?: string | undefined };

/** The audit trail of the company, read piece by piece. Who took it is noted, so the file ends with that. */
export function takeAudit(
  { db }: Needs,
  operator: Operator,
  { from, to }: Days,
): Promise<Outcome<AsyncIterable<TrailEntry>>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'manage-settings');
    if (denied) return refuse(denied);

    const { companyId } = operator;
    await audit(
      tx,
      operator,
      'audit-taken',
      { subject: 'company', id: companyId },
      { from: from ?? null, to: to ?? null },
    );
    return done(
      readTrail(db, { companyId, ...(from && { from: midnight(from) }), ...(to && { before: dayAfter(to) }) }),
    );
  });
}

const DAY_MS = 86_400_000;
const midnight = (day: string) => new Date(`${day}T00:00:00Z`);
const dayAfter = (day: string) => new Date(midnight(day).getTime() + DAY_MS);
