import pg from 'pg';
import type { Log } from '../process/log.ts';
import { linkTokenHash, type Secrets } from '../secrets.ts';
import { settings } from '../settings/settings.ts';
import type { Share } from '../store/senders.ts';
import { type Judged, judgement } from './judgement.ts';
import type { Chunk, Claimed, Person } from './person.ts';
import { quietUntil } from './quiet-until.ts';
import { columnsOf, type Result } from './result.ts';
import { CLAIM, GATE, KEEP_TOKENS, PUT_OFF, QUIET_HOURS, RESULT } from './statements.ts';

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
  const ask = <Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]) =>
    pool.query<Row>({ name, text, values });

  const withToken = (person: Claimed): Person => ({
    ...person,
    token: secrets.linkToken(person.id, person.tokenVersion),
  });

  async function take({ companyId, runId, fence, claim }: Share, { after, most, ttlHours }: Chunk): Promise<Claimed[]> {
    const { rows } = await ask<Claimed>('claim', CLAIM, [companyId, runId, fence, claim, after, most, ttlHours]);
    return rows.sort((one, other) => one.position - other.position);
  }

  /** Those whom it is no time to mail wait for the end of their quiet hours. The others. */
  async function outsideQuietHours({ companyId, claim }: Share, claimed: Claimed[]): Promise<Claimed[]> {
    if (claimed.length === 0) return [];
    const { rows } = await ask<{ value: string }>('quiet', QUIET_HOURS, [companyId]);
    const hours = settings['quiet-hours'].value.safeParse(rows[0]?.value).data;
    if (!hours) return claimed;

    const endIn = quietUntil(hours);
    const quiet = claimed.flatMap(({ id, timeZone }) => {
      const until = endIn(timeZone);
      return until ? [{ id, until }] : [];
    });
    if (quiet.length === 0) return claimed;
    const ids = quiet.map(({ id }) => id);
    await ask('put-off', PUT_OFF, [companyId, claim, ids, quiet.map(({ until }) => until)]);
    const waiting = new Set(ids);
    return claimed.filter(({ id }) => !waiting.has(id));
  }

  /** Those who are to be mailed today as well. */
  async function stillWanted(share: Share, taken: Claimed[]): Promise<Person[]> {
    const claimed = await outsideQuietHours(share, taken);
    if (claimed.length === 0) return [];
    const { text, values } = judgement(
      share,
      claimed.map(({ id }) => id),
    );
    const { rows } = await ask<Judged>('judge', text, values);
    const judged = new Map(rows.map((one) => [one.id, one]));
    return claimed
      .filter(({ id }) => !judged.get(id)?.reason)
      .map((person) => withToken({ ...person, phone: judged.get(person.id)?.phone ?? person.phone }));
  }

  return {
    async claim(share, chunk) {
      let claimed = await take(share, chunk);
      let people = await stillWanted(share, claimed);
      for (let last = claimed.at(-1); last && people.length === 0; last = claimed.at(-1)) {
        claimed = await take(share, { ...chunk, after: last.position });
        people = await stillWanted(share, claimed);
      }
      if (people.length > 0) await ask('tokens', KEEP_TOKENS, [share.companyId, ...tokensOf(people)]);
      return people;
    },
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

const tokensOf = (people: Person[]) => [
  people.map(({ token }) => Buffer.from(linkTokenHash(token)).toString('hex')),
  people.map(({ id }) => id),
  people.map(({ tokenVersion }) => tokenVersion),
  // One claim, one clock: it is the same for all of them.
  people[0]?.expiresAt,
];
