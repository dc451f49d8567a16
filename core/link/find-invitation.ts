import type { Channel } from '../channel.ts';
import { maskPhone } from '../mask.ts';
import { linkTokenHash } from '../secrets.ts';
import { companyName } from '../store/companies.ts';
import type { Db } from '../store/db.ts';
import { type FoundLink, linkByHash } from '../store/invitation-links.ts';
import { readSettings } from '../store/settings.ts';

/** What an invited person may see of their invitation. */
export type FoundInvitation = {
  /** outdated: a newer mail has a newer link. expired: its time is over. void: the person is gone, or the link was taken back. */
  standing: 'valid' | 'expired' | 'outdated' | 'void';
  linked: boolean;
  /** Nobody is really linked with this link. */
  isRehearsal: boolean;
  channel: Channel;
  company: string;
  /** The address of the company's picture. */
  logo?: string;
  invitedBy: string;
  name?: string;
  /** Masked: who holds the link need not be who holds the phone. */
  phone?: string;
  /** BCP 47, where it is known. */
  language?: string;
  expiresAt: Date;
};

/** Looks, and changes nothing. Undefined for a token that we never made. */
export async function findInvitation(db: Db, token: string): Promise<FoundInvitation | undefined> {
  const found = await linkByHash(db, linkTokenHash(token));
  if (!found) return undefined;
  const { companyId, channel, invitedBy, name, phone, language, expiresAt, link, isRehearsal } = found;
  const settings = await readSettings(db, companyId);

  return {
    standing: settings[`channel.${channel}.enabled`] ? standingOf(found) : 'void',
    linked: link === 'linked',
    isRehearsal,
    channel,
    company: await companyName(db, companyId),
    invitedBy,
    ...(settings['company.logo'] && { logo: settings['company.logo'] }),
    expiresAt,
    ...(name !== null && { name }),
    ...(phone !== null && { phone: maskPhone(phone) }),
    ...(language && { language }),
  };
}

function standingOf({ version, current, expired, archived, link }: FoundLink): FoundInvitation['standing'] {
  if (archived || link === 'revoked') return 'void';
  if (version < current) return 'outdated';
  return expired ? 'expired' : 'valid';
}
