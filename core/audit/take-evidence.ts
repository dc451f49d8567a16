import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Refusal } from '../refusal.ts';
import type { Totals } from '../runs/run-report.ts';
import { totalsOf } from '../runs/run-tally.ts';
import { audit } from '../store/audit.ts';
import { type ChainEnd, chainEnd } from '../store/audit-trail.ts';
import { type Needs, snapshot, type Tx, transaction } from '../store/db.ts';
import type { PersonEvidence } from '../store/people-evidence.ts';
import { holds } from '../store/permissions.ts';
import { type ListEvidence, listEvidence, type RunEvidence, runEvidence } from '../store/run-evidence.ts';
import { tallies } from '../store/run-reports.ts';
import { runTyped } from '../store/subjects.ts';
import { readPeople } from './read-people.ts';
import { readTrail, type TrailEntry } from './read-trail.ts';

export type { ListEvidence, RunEvidence } from '../store/run-evidence.ts';

/** All that is known of a run, as it stood at one moment. What is long is read piece by piece, as often as it is asked for. */
export type Evidence = {
  run: RunEvidence;
  totals: Totals;
  /** Where the list came from, unless it was put together here. */
  list?: ListEvidence;
  people: () => AsyncIterable<PersonEvidence>;
  /** What was done to the run and to its import. */
  trail: () => AsyncIterable<TrailEntry>;
  chain: ChainEnd;
  takenBy: { id: string; name: string };
};

/** Hands the evidence of the run whose id begins with what was typed to `write`, which must be done with it when it ends. */
export async function takeEvidence<Pack>(
  { db }: Needs,
  operator: Operator,
  typed: string,
  write: (evidence: Evidence) => Promise<Pack>,
): Promise<Outcome<Pack>> {
  const noted = await transaction(db, (tx) => noteTaking(tx, operator, typed));
  if (!noted.ok) return noted;
  return snapshot(db, async (tx) => {
    const evidence = await gather(tx, operator, noted.value.runId);
    return evidence ? done(await write(evidence)) : refuse({ code: 'run-not-found' });
  });
}

/** Who takes it is in it: it is noted, and committed, before anything is read. */
async function noteTaking(tx: Tx, operator: Operator, typed: string): Promise<Outcome<{ runId: string }>> {
  const denied = await mayNot(tx, operator);
  if (denied) return refuse(denied);
  const run = await runTyped(tx, operator.companyId, typed);
  if (!run) return refuse({ code: 'run-not-found' });

  await audit(tx, operator, 'evidence-taken', { subject: 'run', id: run.id });
  return done({ runId: run.id });
}

async function mayNot(tx: Tx, operator: Operator): Promise<Refusal | undefined> {
  return (await deny(tx, operator, 'manage-settings')) ?? (await deny(tx, operator, 'view-runs'));
}

async function gather(tx: Tx, { companyId, ...operator }: Operator, runId: string): Promise<Evidence | undefined> {
  const run = await runEvidence(tx, companyId, runId);
  if (!run) return undefined;
  const list = await listEvidence(tx, companyId, runId);
  const seesUnits = await holds(tx, { companyId, ...operator }, 'view-org-units');
  const subjectIds = [runId, ...(list ? [list.id] : [])];
  return {
    run,
    totals: totalsOf(await tallies(tx, companyId, runId)),
    ...(list && { list }),
    people: () => readPeople(tx, { companyId, runId, seesUnits }),
    trail: () => readTrail(tx, { companyId, subjectIds }),
    chain: await chainEnd(tx, companyId),
    takenBy: { id: operator.id, name: operator.name },
  };
}
