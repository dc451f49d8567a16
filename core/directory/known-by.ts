import { emailKey } from '../email-address.ts';
import { phoneNumber } from '../phone-number.ts';
import type { Tx } from '../store/db.ts';
import type { Known } from '../store/find-member.ts';
import { readSettings } from '../store/settings.ts';

/** An e-mail address, or a phone number in any usual notation. Undefined for what is neither. */
export async function knownBy(tx: Tx, companyId: string, asked: string): Promise<Known | undefined> {
  if (asked.includes('@')) return { emailKey: emailKey(asked.trim()) };

  const country = (await readSettings(tx, companyId))['company.country'];
  const phone = phoneNumber(asked, country || undefined);
  return phone === undefined ? undefined : { phone };
}
