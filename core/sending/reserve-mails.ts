import { type Db, transaction } from '../store/db.ts';
import { reserve } from '../store/mail-pace.ts';
import { readSettings } from '../store/settings.ts';

export type Reserved = { mails: number; startsInMs: number; gapMs: number };

/**
 * The next moments at which mails of a company may leave, for the caller alone: as many as fit into so many milliseconds,
 * and one at least. Undefined where the company has set no rate.
 */
export function reserveMails(db: Db, companyId: string, withinMs: number): Promise<Reserved | undefined> {
  return transaction(db, async (tx) => {
    const { 'mail.rate': perSecond } = await readSettings(tx, companyId);
    if (perSecond === undefined) return undefined;
    const mails = Math.max(1, Math.round((perSecond * withinMs) / 1_000));
    const startsInMs = await reserve(tx, companyId, mails / perSecond);
    return { mails, startsInMs, gapMs: 1_000 / perSecond };
  });
}
