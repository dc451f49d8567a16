import type { App } from '@slack/bolt';
import { type HearContext, pass, typed } from './context.ts';

/** /muster <verb> … */
export function hearCommands(app: App, context: HearContext): void {
  app.command(/.*/, async ({ ack, command, respond }) => {
    await ack();
    await pass(context, {
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
