import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Asker } from '../asker.ts';
import { Carried } from '../carried.ts';
import { type ContextOf, pass } from './context.ts';
import { pressed } from './fields.ts';
import { keepHome } from './home.ts';

const Press = z.object({
  user: z.object({ id: z.string() }),
  trigger_id: z.string(),
  channel: z.object({ id: z.string() }).optional(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
  container: z.object({ message_ts: z.string().optional(), thread_ts: z.string().optional() }).default({}),
  view: z.object({ id: z.string(), type: z.string(), private_metadata: z.string().default('') }).optional(),
});
type Press = z.infer<typeof Press>;

const Action = z.object({
  action_id: z.string(),
  value: z.string().optional(),
  selected_option: z.object({ value: z.string() }).nullish(),
  action_ts: z.string().default(''),
});

/**
 * A button is the command of its name, and so is a menu that stands where buttons do, by what was chosen; what else a picker or a
 * checkbox says counts only when its form is submitted.
 */
export function hearButtons(app: App, contextOf: ContextOf): void {
  app.action(/.*/, async ({ ack, body, action, respond }) => {
    await ack();
    if (action.type !== 'button' && action.type !== 'static_select') return;

    const press = Press.parse(body);
    const { action_id: verb, value, selected_option, action_ts } = Action.parse(action);
    const context = contextOf(body);
    const who = asker(press);
    await pass(context, {
      eventKey: `press.${press.trigger_id}.${action_ts}`,
      asker: { ...who, ...(press.channel && { respond }) },
      asked: { verb, fields: pressed(selected_option?.value ?? value) },
    });
    // However long ago it was opened.
    if (who.atHome) await keepHome(context, { userId: who.userId, conversation: who.carried.conversation });
  });
}

function asker({ user, trigger_id, channel, message, container, view }: Press): Asker {
  if (view) {
    const carried = Carried.parse(JSON.parse(view.private_metadata));
    const common = { userId: user.id, triggerId: trigger_id, carried };
    return view.type === 'home' ? { ...common, atHome: 'pressed' } : { ...common, viewId: view.id };
  }
  // What begins a thread names itself as its root, but not before somebody has replied.
  const thread = message?.thread_ts ?? container.thread_ts;
  const root = thread ?? message?.ts ?? container.message_ts;
  return {
    userId: user.id,
    triggerId: trigger_id,
    carried: { conversation: channel?.id ?? '', ...(root && { root }) },
    inThread: thread !== undefined,
  };
}
