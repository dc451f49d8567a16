import pg from 'pg';
import type { Log } from '../process/log.ts';
import type { Secrets } from '../secrets.ts';
import type { Share } from '../store/senders.ts';
import { type Ask, claimPeople } from './claim-people.ts';
import type { Chunk, Person } from './person.ts';
import { columnsOf, type Result } from './result.ts';
import { GATE, RESULT } from './statements.ts';

/** The way of every invitation through the database: claimed, past the gate, settled. Whoever asks must have the share. */
export type Sending = {
  /** The next people of the run who can be invited today, in its order, with links that are known by the time this resolves. */
  claim(share: Share, chunk: Chunk): Promise<Person[]>;
  /** Those of these invitations whose mail may leave. From here on each of them has left, or a result says that it has not. */
  pass(share: Share, ids: string[]): Promise<string[]>;
  settle(share: Share, results: Result[]): Promise<void>;
  close(): Promise<void>;
};

type Needs = { databaseUrl: string; secrets: Secrets; log: Log };

// One claim, two gates and two results may be under way for a run; several runs take turns.
const CONNECTIONS = 8;
// A network that swallows everything must not keep a letter waiting behind its 354 for ever.
const PATIENCE_MS = 15_000;

/**
 * A plan made for the first values would be a plan for a run that has hardly begun, and whoever is sent to is known by key:
 * there is nothing to guess about how many there are.
 */
export const PLANS = `
  SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off`;

/** Opens connections of its own: what is sent waits for nobody else's query, and its statements stay prepared on them. */
export function openSending({ databaseUrl, secrets, log }: Needs): Sending {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: CONNECTIONS,
    application_name: 'muster sending',
    keepAlive: true,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    onConnect: (client) => client.query(PLANS).then(() => {}),
  });
  pool.on('error', (error) => log.debug({ error }, 'a connection for sending has been lost'));
  const ask: Ask = (name, text, values) => pool.query({ name, text, values });

  return {
    claim: claimPeople(ask, secrets),
    async pass({ companyId, runId, fence, claim }, ids) {
      const { rows } = await ask<{ id: string }>('gate', GATE, [companyId, runId, fence, claim, ids]);
      return rows.map(({ id }) => id);
    },
    async settle({ companyId, claim }, results) {
      await ask('result', RESULT, [companyId, claim, ...columnsOf(results)]);
    },
    close: () => pool.end(),
  };
}
