import { envelope } from '../deliver/envelope.ts';
import { invoke } from '../deliver/invoke.ts';
import type { Where } from '../types.ts';
import type { World } from '../world.ts';
import { showTask, Task } from './dialog.ts';

type Compose = { person: string; where: Where; commandId: string };

/** https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/create-task-module */
export async function compose(world: World, { person, where, commandId }: Compose): Promise<void> {
  const activity = envelope(world, person, where, {
    ...{ type: 'invoke', name: 'composeExtension/fetchTask' },
    value: { commandId, commandContext: 'compose', context: { theme: 'default' } },
  });
  const task = await invoke(world, { ...activity, person }, Task);
  if (task) showTask(world, { person, where, task });
  world.changed();
}
