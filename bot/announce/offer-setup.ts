import { companyName } from '#core/store/companies.ts';
import { beginOffer, userOf } from '#core/store/setups.ts';
import type { Herald } from './context.ts';
import { sayOnce } from './say-once.ts';

/** Offers it in the direct conversation, where nobody else reads along. */
export const offerSetup: Herald<'offer-setup'> = async (wanted, { db, platforms, log }) => {
  const { companyId, operatorId, workspaceId } = wanted;
  const platform = platforms.get(wanted.platform);
  const userId = await userOf(db, { companyId, id: operatorId }, wanted);
  if (!platform || !userId) return;

  const conversation = await platform.direct(workspaceId, userId);
  const place = { platform: platform.id, workspaceId, conversation };
  const reply = { kind: 'setup-offer' as const, company: await companyName(db, companyId) };
  await sayOnce({ platform, log }, { place, reply, mark: companyId, since: await beginOffer(db, companyId) });
};
