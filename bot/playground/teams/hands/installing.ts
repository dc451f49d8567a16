import { envelope } from '../deliver/envelope.ts';
import { tellUntilTaken } from '../deliver/send.ts';
import { conversationOf, type World } from '../world.ts';

type Installing = { person: string; conversation: string };

/** Teams tells of it twice: of the bot that came, and of the app. */
export async function install(world: World, { person, conversation }: Installing): Promise<void> {
  world.conversations.set(conversation, { ...conversationOf(world, conversation), withoutBot: false });
  world.changed();
  const bot = { id: `28:${world.bot.appId}`, name: world.bot.name };
  await tellUntilTaken(
    world,
    envelope(world, person, { conversation }, { type: 'conversationUpdate', membersAdded: [bot] }),
  );
  await tellUntilTaken(world, envelope(world, person, { conversation }, { type: 'installationUpdate', action: 'add' }));
}

export async function uninstall(world: World, { person, conversation }: Installing): Promise<void> {
  world.conversations.set(conversation, { ...conversationOf(world, conversation), withoutBot: true });
  world.changed();
  await tellUntilTaken(
    world,
    envelope(world, person, { conversation }, { type: 'installationUpdate', action: 'remove' }),
  );
}
