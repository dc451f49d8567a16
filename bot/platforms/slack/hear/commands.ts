import type { App } from '@slack/bolt';
import { type ContextOf, pass, typed } from './context.ts';

/** /muster <verb> … */
export function hearCommands(app: App, contextOf: ContextOf): void {
  app.command(/.*/, async ({ ack, body, command, respond }) => {
    await ack();
    await pass(contextOf(body), {
      eventKey: `command.${command.trigger_id}`,
      asker: {
        userId: command.user_id,
        carried: { conversation: command.channel_id },
        triggerId: command.trigger_id,
        respond,
      },
      asked: typed(command.text),
    });
  });
}
