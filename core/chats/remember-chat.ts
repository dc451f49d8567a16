import { type Needs, transaction } from '../store/db.ts';
import { dropChat, keepChat, keepUser, type TeamsChat, type TeamsUser } from '../store/teams-chats.ts';

type Met = { chat: TeamsChat; user?: TeamsUser };

/** Where something was said and by whom, so that we can answer there later, from any process. */
export function rememberChat({ db }: Needs, { chat, user }: Met): Promise<void> {
  return transaction(db, async (tx) => {
    await keepChat(tx, chat);
    if (user) await keepUser(tx, user);
  });
}

/** The bot was taken out of this conversation. */
export function forgetChat({ db }: Needs, { tenantId, id }: Pick<TeamsChat, 'tenantId' | 'id'>): Promise<void> {
  return transaction(db, (tx) => dropChat(tx, tenantId, id));
}
