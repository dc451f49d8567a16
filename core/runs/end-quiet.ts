import { quietUntil } from '../sending/quiet-until.ts';
import type { QuietHours } from '../settings/quiet-hours.ts';
import type { Tx } from '../store/db.ts';
import { hasten, release, zonesPutOff } from '../store/quiet-people.ts';

/** Other quiet hours are in force, with the company locked: who waited for the end of the old ones is looked at anew. */
export async function endQuiet(tx: Tx, companyId: string, old: QuietHours | undefined): Promise<void> {
  if (!old) return;
  const endIn = quietUntil(old);
  const ends = new Set((await zonesPutOff(tx, companyId)).flatMap((zone) => endIn(zone)?.getTime() ?? []));
  for (const end of ends) await hasten(tx, companyId, await release(tx, companyId, new Date(end)));
}
