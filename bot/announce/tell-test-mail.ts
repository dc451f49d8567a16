import { userOf } from '#core/store/setups.ts';
import { testMailTold, testMailToTell } from '#core/store/test-mails.ts';
import type { Herald } from './context.ts';

/** What came of somebody's mail to themselves, for them alone. */
export const tellTestMail: Herald<'tell-test-mail'> = async (wanted, { db, platforms }) => {
  const outcome = await testMailToTell(db, wanted);
  const platform = outcome && platforms.get(outcome.platform);
  const user = outcome && (await userOf(db, { companyId: wanted.companyId, id: outcome.operatorId }, outcome));
  if (!outcome || !platform || !user) return;

  const { workspaceId, state, reply, email } = outcome;
  const conversation = await platform.direct(workspaceId, user);
  await platform.say(
    { platform: platform.id, workspaceId, conversation },
    { kind: 'test-mail', state, ...(email && { email }), ...(reply && { words: reply }) },
  );
  await testMailTold(db, wanted);
};
