import type { Operator, Place } from '../operator.ts';
import { type Db, type Tx, transaction } from './db.ts';
import { tellAll } from './outbox.ts';

export type TestMailState = 'asked' | 'sending' | 'sent' | 'refused' | 'not-sent' | 'unknown';
export type TestMailRef = { companyId: string; testMailId: string };

const MOST_AN_HOUR = 5;

/** The id of a mail to oneself. Undefined where there were too many lately. */
export async function addTestMail(
  tx: Tx,
  { companyId, id }: Operator,
  { platform, workspaceId }: Pick<Place, 'platform' | 'workspaceId'>,
): Promise<string | undefined> {
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

export type ClaimedTestMail = { email: string; name: string };

/** From here on it counts as sent: should we die, it is not sent twice. Undefined where somebody has taken it. */
export async function claimTestMail(
  db: Db,
  { companyId, testMailId }: TestMailRef,
): Promise<ClaimedTestMail | undefined> {
  const [claimed] = await db.$queryRaw<ClaimedTestMail[]>`
    UPDATE test_mail SET state = 'sending' FROM operator
     WHERE test_mail.company_id = ${companyId}::uuid AND test_mail.id = ${testMailId}::uuid AND state = 'asked'
       AND operator.company_id = test_mail.company_id AND operator.id = test_mail.operator_id AND operator.email IS NOT NULL
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

/** Whoever was to send these died over it: nobody can know, and who asked is told so. */
export function giveUpTestMails(db: Db): Promise<void> {
  return transaction(db, async (tx) => {
    const lost = await tx.$queryRaw<TestMailRef[]>`
      UPDATE test_mail SET state = 'unknown' WHERE state = 'sending' AND asked_at < now() - interval '5 minutes'
      RETURNING company_id AS "companyId", id AS "testMailId"`;
    await tellAll(tx, 'tell-test-mail', lost);
  });
}
