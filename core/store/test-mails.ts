import type { Operator, Place } from '../operator.ts';
import { type Db, type Tx, transaction } from './db.ts';
import { later, tellAll } from './outbox.ts';

export type TestMailState = 'asked' | 'sending' | 'sent' | 'refused' | 'not-sent' | 'unknown';
export type TestMailRef = { companyId: string; testMailId: string };

const MOST_AN_HOUR = 5;

/** The id of a mail to oneself. Undefined where there were too many lately. */
export async function addTestMail(
  tx: Tx,
  { companyId, id }: Operator,
  { platform, workspaceId }: Pick<Place, 'platform' | 'workspaceId'>,
): Promise<string | undefined> {
  // Two who ask at once are counted one after the other.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`test mail ${companyId}`}, 0))`;
  const [added] = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO test_mail (company_id, operator_id, platform, workspace_id)
    SELECT ${companyId}::uuid, ${id}::uuid, ${platform}, ${workspaceId}
     WHERE (SELECT count(*) FROM test_mail WHERE company_id = ${companyId}::uuid AND asked_at > now() - interval '1 hour') < ${MOST_AN_HOUR}
    RETURNING id`;
  return added?.id;
}

/** Whether this operator's own address is known. */
export async function ownAddress(tx: Tx, { companyId, id }: Operator): Promise<string | undefined> {
  const [found] = await tx.$queryRaw<{ email: string | null }[]>`
    SELECT email FROM operator WHERE company_id = ${companyId}::uuid AND id = ${id}::uuid`;
  return found?.email ?? undefined;
}

/** `email`: null where the address that was known when it was asked for is gone. */
export type ClaimedTestMail = { email: string | null; name: string };

/** From here on it counts as sent: should we die, it is not sent twice. Undefined where somebody has taken it. */
export async function claimTestMail(
  db: Db,
  { companyId, testMailId }: TestMailRef,
): Promise<ClaimedTestMail | undefined> {
  const [claimed] = await db.$queryRaw<ClaimedTestMail[]>`
    UPDATE test_mail SET state = 'sending', claimed_at = now() FROM operator
     WHERE test_mail.company_id = ${companyId}::uuid AND test_mail.id = ${testMailId}::uuid AND state = 'asked'
       AND operator.company_id = test_mail.company_id AND operator.id = test_mail.operator_id
    RETURNING operator.email, operator.name`;
  return claimed;
}

export async function settleTestMail(
  tx: Tx,
  { companyId, testMailId }: TestMailRef,
  { state, reply }: { state: TestMailState; reply?: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE test_mail SET state = ${state}, reply = ${reply ?? null}
     WHERE company_id = ${companyId}::uuid AND id = ${testMailId}::uuid AND state = 'sending'`;
}

export type TestMailOutcome = {
  state: TestMailState;
  reply: string | null;
  email: string | null;
  operatorId: string;
  platform: string;
  workspaceId: string;
};

/** What is to be told. Undefined where it was told. */
export async function testMailToTell(
  tx: Tx,
  { companyId, testMailId }: TestMailRef,
): Promise<TestMailOutcome | undefined> {
  const [found] = await tx.$queryRaw<TestMailOutcome[]>`
    SELECT state, reply, operator.email, operator_id AS "operatorId", platform, workspace_id AS "workspaceId"
      FROM test_mail JOIN operator ON operator.company_id = test_mail.company_id AND operator.id = operator_id
     WHERE test_mail.company_id = ${companyId}::uuid AND test_mail.id = ${testMailId}::uuid AND told_at IS NULL`;
  return found;
}

/** Notes that the chat is asked to tell it. When it was asked for the first time, if it was before. */
export async function beginTelling(db: Db, { companyId, testMailId }: TestMailRef): Promise<Date | null> {
  const [begun] = await db.$queryRaw<{ since: Date | null }[]>`
    WITH was AS (SELECT unsure_at FROM test_mail WHERE company_id = ${companyId}::uuid AND id = ${testMailId}::uuid)
    UPDATE test_mail SET unsure_at = coalesce(unsure_at, now())
     WHERE company_id = ${companyId}::uuid AND id = ${testMailId}::uuid RETURNING (SELECT unsure_at FROM was) AS since`;
  return begun?.since ?? null;
}

export async function testMailTold(db: Db, { companyId, testMailId }: TestMailRef): Promise<void> {
  await db.$executeRaw`
    UPDATE test_mail SET told_at = now() WHERE company_id = ${companyId}::uuid AND id = ${testMailId}::uuid`;
}

/** Whoever was to send these died over it: nobody can know. Those that nobody took for an hour are not sent any more. Who asked is told so. */
export function giveUpTestMails(db: Db): Promise<void> {
  return transaction(db, async (tx) => {
    const lost = await tx.$queryRaw<TestMailRef[]>`
      UPDATE test_mail SET state = CASE state WHEN 'sending' THEN 'unknown' ELSE 'not-sent' END
       WHERE told_at IS NULL
         AND (state = 'sending' AND coalesce(claimed_at, asked_at) < now() - interval '5 minutes'
              OR state = 'asked' AND asked_at < now() - interval '1 hour')
      RETURNING company_id AS "companyId", id AS "testMailId"`;
    await tellAll(tx, 'tell-test-mail', lost);
  });
}

/** Whose doorbell may have been lost: rung again, for a day at the most. */
export function ringTestMails(db: Db): Promise<void> {
  return transaction(db, async (tx) => {
    const open = await tx.$queryRaw<(TestMailRef & { state: TestMailState })[]>`
      SELECT company_id AS "companyId", id AS "testMailId", state FROM test_mail
       WHERE told_at IS NULL AND state <> 'sending'
         AND asked_at BETWEEN now() - interval '1 day' AND now() - interval '1 minute'`;
    const refs = (isAsked: boolean) =>
      open.filter(({ state }) => (state === 'asked') === isAsked).map(({ state, ...mail }) => mail);
    for (const mail of refs(true)) await later(tx, 'send-test-mail', mail);
    await tellAll(tx, 'tell-test-mail', refs(false));
  });
}
