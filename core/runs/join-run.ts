import { companyName } from '../store/companies.ts';
import { type Db, transaction } from '../store/db.ts';
import { type Share, takeShare } from '../store/senders.ts';
import { readSettings } from '../store/settings.ts';

/** What a sender must know of a run. */
export type JoinedRun = {
  share: Share;
  company: string;
  /** Address of a picture; empty where the company has none. */
  logo: string;
  invitedBy: string;
  /** Verified address of who asked for the run, for those who have questions. */
  invitedByEmail?: string;
  /** Empty: the deployment's own. */
  mailFrom: string;
  ttlHours: number;
  /** The inbox that gets the mails, in a rehearsal. */
  rehearsal?: string;
};

type Wanted = { companyId: string; runId: string; slot: number };
type Sender = { claim: string; host: string; pid: number };

/** Gives the caller a share of a run that is being sent. Undefined when somebody has that share, or the run is over. */
export function joinRun(db: Db, wanted: Wanted, sender: Sender): Promise<JoinedRun | undefined> {
  const { companyId, runId, slot } = wanted;
  return transaction(db, async (tx) => {
    const run = await takeShare(tx, wanted, sender);
    if (!run) return undefined;
    const company = await companyName(tx, companyId);
    const settings = await readSettings(tx, companyId);
    return {
      share: { companyId, runId, slot, fence: run.fence, claim: sender.claim },
      company,
      logo: settings['company.logo'],
      invitedBy: run.requestedBy ?? company,
      ...(run.requesterEmail !== null && { invitedByEmail: run.requesterEmail }),
      mailFrom: settings['mail.from'],
      ttlHours: settings['invitation.ttl'],
      ...(run.rehearsal !== null && { rehearsal: run.rehearsal }),
    };
  });
}
