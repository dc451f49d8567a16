import { companyName } from '../store/companies.ts';
import { type Db, transaction } from '../store/db.ts';
import { type Held, takeUp } from '../store/leases.ts';
import { readSettings } from '../store/settings.ts';

/** What a holder must know of a run to send it. */
export type TakenRun = {
  held: Held;
  company: string;
  invitedBy: string;
  /** Verified address of who asked for the run, for those who have questions. */
  invitedByEmail?: string;
  /** Empty: the deployment's own. */
  mailFrom: string;
  ttlHours: number;
};

/** Makes the caller the only holder of a run. Undefined when its ticket has been used, or the run is over. */
export function takeUpRun(db: Db, ticket: Held): Promise<TakenRun | undefined> {
  const { companyId, runId } = ticket;
  return transaction(db, async (tx) => {
    const run = await takeUp(tx, ticket);
    if (!run) return undefined;
    const company = await companyName(tx, companyId);
    const settings = await readSettings(tx, companyId);
    return {
      held: { companyId, runId, fence: run.fence },
      company,
      invitedBy: run.requestedBy ?? company,
      ...(run.requesterEmail !== null && { invitedByEmail: run.requesterEmail }),
      mailFrom: settings['mail.from'],
      ttlHours: settings['invitation.ttl'],
    };
  });
}
