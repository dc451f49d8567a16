import { userOf } from '#core/store/setups.ts';
import { beginTelling, testMailTold, testMailToTell } from '#core/store/test-mails.ts';
import type { Herald } from './context.ts';
import { sayOnce } from './say-once.ts';

/** What came of somebody's mail to themselves, for them alone. */
export const tellTestMail: Herald<'tell-test-mail'> = async (wanted, { db, platforms, log }) => {
  const outcome = await testMailToTell(db, wanted);
  const platform = outcome && platforms.get(outcome.platform);
  const user = outcome && (await userOf(db, { companyId: wanted.companyId, id: outcome.operatorId }, outcome));
  if (!outcome || !platform || !user) return;

  const { workspaceId, state, reply: words, email } = outcome;
  const conversation = await platform.direct(workspaceId, user);
  const place = { platform: platform.id, workspaceId, conversation };
  const reply = { kind: 'test-mail' as const, state, ...(email && { email }), ...(words && { words }) };
  const since = await beginTelling(db, wanted);
  await sayOnce({ platform, log }, { place, reply, mark: wanted.testMailId, since });
  await testMailTold(db, wanted);
};
