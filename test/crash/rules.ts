/** What must hold after every fault run, once nothing is under way any more. The query finds whatever breaks it. */
export type Rule = { name: string; says: string; sql: string };

/** A letter, and the invitation that it says it is. */
const LETTERS = `crash.received letter LEFT JOIN invitation i ON i.id = letter.invitation_id`;

export const rules: Rule[] = [
  {
    name: 'I1',
    says: 'somebody got a letter twice',
    sql: `SELECT invitation_id, version, count(*)::int FROM crash.received GROUP BY 1, 2 HAVING count(*) > 1`,
  },
  {
    name: 'I1',
    says: 'an address got two letters',
    sql: `SELECT rcpt, count(*)::int FROM crash.received GROUP BY 1 HAVING count(*) > 1`,
  },
  {
    name: 'I1',
    says: 'a letter went to somebody else',
    sql: `SELECT letter.message_id FROM ${LETTERS} WHERE i.id IS NULL OR i.email <> letter.rcpt`,
  },
  {
    name: 'I2',
    says: 'somebody counts as sent who got nothing',
    sql: `SELECT i.id FROM invitation i WHERE state = 'sent' AND NOT EXISTS (
            SELECT FROM crash.received WHERE invitation_id = i.id AND version = i.token_version)`,
  },
  {
    name: 'I2',
    says: 'somebody is noted as sent under another message id than the letter had',
    sql: `SELECT i.id FROM ${LETTERS} WHERE i.state = 'sent' AND i.message_id IS DISTINCT FROM letter.message_id`,
  },
  {
    name: 'I3',
    says: 'somebody got a letter who counts as not mailed',
    sql: `SELECT i.id, i.state FROM ${LETTERS} WHERE i.state IN ('failed', 'cancelled', 'queued', 'claimed', 'skipped')`,
  },
  {
    name: 'I4',
    says: 'somebody got a letter and is neither sent nor unknown',
    sql: `SELECT i.id, i.state FROM ${LETTERS} WHERE i.state NOT IN ('sent', 'unknown')`,
  },
  {
    name: 'I6',
    says: 'a run is over and somebody in it has no outcome',
    sql: `SELECT run.id, i.id AS person, i.state FROM run JOIN invitation i ON i.run_id = run.id
           WHERE run.state IN ('completed', 'cancelled', 'aborted') AND i.state IN ('queued', 'claimed', 'sending')`,
  },
  {
    name: 'I6',
    says: 'a run has lost or gained people',
    sql: `SELECT run.id, people, (SELECT count(*)::int FROM invitation WHERE run_id = run.id) AS rows FROM run
           WHERE people <> (SELECT count(*) FROM invitation WHERE run_id = run.id)`,
  },
  {
    name: 'I6',
    says: 'a run that was sent off is not over',
    sql: `SELECT id, state FROM run WHERE state IN ('pending', 'sending', 'cancelling', 'deferred', 'paused')`,
  },
  {
    name: 'I8',
    says: 'a run began before the one that was confirmed before it was over',
    sql: `SELECT later.id, later.started_at, earlier.ended_at FROM run later
            JOIN run earlier ON earlier.company_id = later.company_id AND earlier.seq < later.seq
           WHERE later.started_at < earlier.ended_at AND NOT EXISTS (
             SELECT FROM audit_entry WHERE subject_id = earlier.id::text AND action IN ('run-deferred', 'run-paused'))`,
  },
  {
    name: 'I9',
    says: 'a letter left before somebody had confirmed its run',
    sql: `SELECT letter.message_id FROM ${LETTERS} WHERE NOT EXISTS (
            SELECT FROM audit_entry WHERE company_id = i.company_id AND subject = 'run' AND subject_id = i.run_id::text
               AND action IN ('run-sent', 'run-approved') AND operator_id IS NOT NULL AND at <= letter.at)`,
  },
  {
    name: 'I11',
    says: 'an outcome was taken back',
    sql: `SELECT invitation_id, was, became FROM crash.move
           WHERE was IN ('sent', 'failed', 'cancelled', 'skipped') OR was = 'unknown' AND became NOT IN ('sent', 'failed')`,
  },
  {
    name: 'I11',
    says: 'a letter passed the gate again without a refusal in between',
    sql: `SELECT invitation_id FROM crash.move GROUP BY 1
          HAVING count(*) FILTER (WHERE became = 'sending') > 1 + count(*) FILTER (WHERE was = 'sending' AND became = 'queued')`,
  },
  {
    name: 'I11',
    says: 'two runs of a company had the same fence',
    sql: `SELECT company_id, fence, count(*)::int FROM run WHERE fence > 0 GROUP BY 1, 2 HAVING count(*) > 1`,
  },
  {
    name: 'I12',
    says: 'something that was promised has not been handed on',
    sql: `SELECT id, name FROM outbox`,
  },
  {
    name: 'I14',
    says: 'the audit does not tell a run once from its start to its end',
    sql: `SELECT run.id, run.state, action, count(*)::int FROM run
            JOIN audit_entry ON subject = 'run' AND subject_id = run.id::text AND audit_entry.company_id = run.company_id
           WHERE action IN ('run-sent', 'run-completed', 'run-cancelled', 'run-expired', 'run-discarded')
           GROUP BY 1, 2, 3, operator_id IS NULL HAVING count(*) > 1`,
  },
  {
    name: 'I14',
    says: 'a run is over and the audit does not say so',
    sql: `SELECT id, state FROM run WHERE state IN ('completed', 'cancelled') AND NOT EXISTS (
            SELECT FROM audit_entry WHERE company_id = run.company_id AND subject_id = run.id::text AND action = 'run-' || run.state)`,
  },
];
