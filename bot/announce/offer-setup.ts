import { companyName } from '#core/store/companies.ts';
import { userOf } from '#core/store/setups.ts';
import type { Herald } from './context.ts';

/** Offers it in the direct conversation, where nobody else reads along. */
export const offerSetup: Herald<'offer-setup'> = async (wanted, { db, platforms }) => {
  const { companyId, operatorId, workspaceId } = wanted;
  const platform = platforms.get(wanted.platform);
  const userId = await userOf(db, { companyId, id: operatorId }, wanted);
  if (!platform || !userId) return;

  const conversation = await platform.direct(workspaceId, userId);
  const place = { platform: platform.id, workspaceId, conversation };
  await platform.say(place, { kind: 'setup-offer', company: await companyName(db, companyId) });
};
