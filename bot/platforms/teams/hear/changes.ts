import { forgetChat, rememberChat } from '#core/chats/remember-chat.ts';
import { type Activity, placeIn } from '../activity.ts';
import { isPersonal } from '../place.ts';
import { tellAlone } from '../private.ts';
import { ask, askerOf, type HearContext } from './context.ts';

/** The bot comes into a conversation or goes out of it. Others who come and go are none of its business. */
export async function hearChange(context: HearContext, activity: Activity): Promise<void> {
  const { conversation } = placeIn(activity);
  const { tenantId } = context.desk;
  const way = wayOf(activity);
  if (way === 'gone') return forgetChat(context, { tenantId, id: conversation });
  if (way !== 'here') return;

  await rememberChat(context, { chat: { tenantId, id: conversation, serviceUrl: activity.serviceUrl } });
  await greet(context, activity);
}

function wayOf({ type, action, membersAdded, membersRemoved, recipient, channelData }: Activity) {
  if (type === 'installationUpdate') return action?.startsWith('remove') ? 'gone' : 'here';
  if (channelData.eventType === 'channelDeleted' || channelData.eventType === 'teamDeleted') return 'gone';
  if (membersRemoved?.some(({ id }) => id === recipient.id)) return 'gone';
  return membersAdded?.some(({ id }) => id === recipient.id) ? 'here' : undefined;
}

/** Whoever brought us in is told once what we can do, and offered to set their company up where it is theirs. */
async function greet(context: HearContext, activity: Activity): Promise<void> {
  const { type, from, conversation } = activity;
  if (type !== 'installationUpdate' || !from.aadObjectId) return;
  const asker = await askerOf(context, activity);
  if (!asker) return;
  const asked = { verb: 'help', words: [] };
  // Teams tells of it again, and an upgrade is no news.
  const reply = await ask(context, asker, { asked, eventKey: `installed.${conversation.id}.${from.id}` });
  if (isPersonal(asker.place.conversation)) await tellAlone(context, asker, { reply, asked });
}
