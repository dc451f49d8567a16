import { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from './db.ts';

/** What a person is known by. A number that somebody else has by now is not theirs. */
export type Traces = { companyId: string; memberId: string | null; emailKey: string | null; phones: string[] };

/** `isTheirs`: it is about the person. Else their number alone stands there, in a row of somebody else. */
type Trace = { isTheirs: boolean };

/** A list or a run, and the state of its card: it changes with whatever stands in its rows. */
type Searched = { id: string; version: number };

/** The rows in which a person stands, and the lists and runs that were searched for them. */
export type Whereabouts = {
  rows: (Trace & { importId: string; line: number })[];
  invitations: (Trace & { id: string; runId: string })[];
  searched: { lists: Searched[]; runs: Searched[] };
};

/**
 * Every row is read for it, which takes a while in a big company. `before`: found a moment ago, when nothing was locked: then only
 * what is new or has changed since is searched again.
 */
export async function findTraces(tx: Tx, traces: Traces, before?: Whereabouts): Promise<Whereabouts> {
  // First what there is, then what stands in it: what comes in between is searched as new the next time.
  const searched = await searchable(tx, traces.companyId);
  const lists = changedSince(searched.lists, before?.searched.lists);
  const runs = changedSince(searched.runs, before?.searched.runs);
  const rows = await rowsIn(tx, traces, lists);
  const invitations = await invitationsIn(tx, traces, runs);
  return {
    rows: [...(before?.rows.filter(({ importId }) => !lists.includes(importId)) ?? []), ...rows],
    invitations: [...(before?.invitations.filter(({ runId }) => !runs.includes(runId)) ?? []), ...invitations],
    searched,
  };
}

const changedSince = (now: Searched[], before: Searched[] = []): string[] => {
  const known = new Map(before.map(({ id, version }) => [id, version]));
  return now.filter(({ id, version }) => known.get(id) !== version).map(({ id }) => id);
};

async function searchable(tx: Tx, companyId: string): Promise<Whereabouts['searched']> {
  const lists = await tx.$queryRaw<Searched[]>`
    SELECT id, card_version AS version FROM import
     WHERE company_id = ${companyId}::uuid AND state NOT IN ('receiving', 'checking', 'rejected')`;
  const runs = await tx.$queryRaw<Searched[]>`
    SELECT id, card_version AS version FROM run WHERE company_id = ${companyId}::uuid`;
  return { lists, runs };
}

// Rows that were wrong at import have no member: there the person is known by what stood in the cells.
function rowsIn(tx: Tx, traces: Traces, lists: string[]): Promise<Whereabouts['rows']> {
  const { companyId, memberId, emailKey, phones } = traces;
  const isTheirs = Prisma.sql`
    (member_id = ${memberId}::uuid OR email_key = ${emailKey} OR lower(email) = ${emailKey}
     OR member_id IS NULL AND phone = ANY(${phones}::text[])
     OR problems <> '[]' AND EXISTS (
          SELECT FROM jsonb_array_elements(problems) problem WHERE lower(problem ->> 'value') = ${emailKey}))`;
  const hasPhone = Prisma.sql`
    (phone = ANY(${phones}::text[])
     OR problems <> '[]' AND EXISTS (
          SELECT FROM jsonb_array_elements(problems) problem WHERE problem ->> 'value' = ANY(${phones}::text[]))
     OR changes <> '[]' AND EXISTS (
          SELECT FROM jsonb_array_elements(changes) change
           WHERE change ->> 'from' = ANY(${phones}::text[]) OR change ->> 'to' = ANY(${phones}::text[])))`;
  return tx.$queryRaw<Whereabouts['rows']>`
    SELECT import_id AS "importId", line, ${isTheirs} IS TRUE AS "isTheirs" FROM import_row
     WHERE company_id = ${companyId}::uuid AND import_id = ANY(${lists}::uuid[]) AND erased_at IS NULL
       AND (${isTheirs} OR ${hasPhone})`;
}

function invitationsIn(tx: Tx, traces: Traces, runs: string[]): Promise<Whereabouts['invitations']> {
  const { companyId, memberId, emailKey, phones } = traces;
  const hasPhone = Prisma.sql`phone = ANY(${phones}::text[])`;
  const isTheirs = Prisma.sql`
    (member_id = ${memberId}::uuid OR member_id IS NULL AND (lower(email) = ${emailKey} OR ${hasPhone}))`;
  return tx.$queryRaw<Whereabouts['invitations']>`
    SELECT id, run_id AS "runId", ${isTheirs} IS TRUE AS "isTheirs" FROM invitation
     WHERE company_id = ${companyId}::uuid AND run_id = ANY(${runs}::uuid[]) AND erased_at IS NULL
       AND (${isTheirs} OR ${hasPhone})`;
}
