import type pg from 'pg';
import { linkTokenHash, type Secrets } from '../secrets.ts';
import { settings } from '../settings/settings.ts';
import type { Share } from '../store/senders.ts';
import { type Judged, judgement } from './judgement.ts';
import type { Chunk, Claimed, Person } from './person.ts';
import { quietUntil } from './quiet-until.ts';
import { CLAIM, KEEP_TOKENS, PUT_OFF, QUIET_HOURS } from './statements.ts';

/** Puts a prepared statement. */
export type Ask = <Row extends pg.QueryResultRow>(
  name: string,
  text: string,
  values: unknown[],
) => Promise<pg.QueryResult<Row>>;

/** Claims the next people of a run, and lets those go whom it is no time to mail, or who are not to be mailed any more. */
export function claimPeople(ask: Ask, secrets: Pick<Secrets, 'linkToken'>) {
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

  return async (share: Share, chunk: Chunk) => {
    let claimed = await take(share, chunk);
    let people = await stillWanted(share, claimed);
    for (let last = claimed.at(-1); last && people.length === 0; last = claimed.at(-1)) {
      claimed = await take(share, { ...chunk, after: last.position });
      people = await stillWanted(share, claimed);
    }
    if (people.length > 0) await ask('tokens', KEEP_TOKENS, [share.companyId, ...tokensOf(people)]);
    return people;
  };
}

const tokensOf = (people: Person[]) => [
  people.map(({ token }) => Buffer.from(linkTokenHash(token)).toString('hex')),
  people.map(({ id }) => id),
  people.map(({ tokenVersion }) => tokenVersion),
  // One claim, one clock: it is the same for all of them.
  people[0]?.expiresAt,
];
