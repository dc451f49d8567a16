import { z } from 'zod';
import {
  type CheckedView,
  clearViews,
  closeView,
  pushView,
  type StoredView,
  showErrors,
  updateView,
} from '../modals.ts';
import { checkView } from '../validation/check.ts';
import { viewObject } from '../view-object.ts';
import { complain, type World } from '../world.ts';
import { viewPayload } from './payload.ts';
import { sendInteraction } from './send.ts';

const trouble = 'We had some trouble connecting. Try again?';

const viewAck = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.enum(['update', 'push']), view: z.unknown() }),
  z.object({ response_action: z.literal('clear') }),
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string().min(1)) }),
]);

type ResponseUrl = { block_id: string; action_id: string; channel_id: string; response_url: string };

/** Submits a dialog; the acknowledgement says what becomes of it, an empty one closes it. */
export async function deliverSubmission(
  world: World,
  person: string,
  open: StoredView,
  responseUrls: ResponseUrl[],
): Promise<void> {
  const ack = await sendInteraction(world, {
    type: 'view_submission',
    ...viewPayload(world, person),
    trigger_id: world.triggers.issue(person, open.id),
    view: viewObject(world, open),
    response_urls: responseUrls,
  });
  if (!ack.ok) return complain(world, person, `${trouble} (${ack.error})`);
  if (ack.body === '') return closeView(world, person, open.id);

  const said = viewAck.safeParse(parse(ack.body));
  if (!said.success) return refuse(world, person, ['unknown response to view_submission']);
  if (said.data.response_action === 'clear') return clearViews(world, person);
  if (said.data.response_action === 'errors') return acceptErrors(world, person, open, said.data.errors);

  const verdict = checkView(said.data.view);
  if (!verdict.ok) return refuse(world, person, verdict.messages);
  changeView(world, person, { open, view: verdict.value, push: said.data.response_action === 'push' });
}

/** Tells the bot that a dialog was closed, where it asked to be told. */
export async function deliverClosed(world: World, person: string, closed: StoredView): Promise<void> {
  if (closed.view.type !== 'modal' || !closed.view.notify_on_close) return;
  const view = viewObject(world, closed);
  const ack = await sendInteraction(world, {
    type: 'view_closed',
    ...viewPayload(world, person),
    view,
    is_cleared: false,
  });
  if (!ack.ok) complain(world, person, `${trouble} (${ack.error})`);
}

type Change = { open: StoredView; view: CheckedView; push: boolean };

function changeView(world: World, person: string, { open, view, push }: Change): void {
  if (view.type !== 'modal') refuse(world, person, ['[ERROR] must be modal [json-pointer:/view/type]']);
  else if (!push) updateView(world, person, open, view);
  else if (!pushView(world, person, view)) refuse(world, person, ['push_limit_reached']);
}

/** Slack shows errors beneath input blocks; one for any other block is refused as a whole. */
function acceptErrors(world: World, person: string, { id, view }: StoredView, errors: Record<string, string>): void {
  const inputs = view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id);
  const strangers = Object.keys(errors).filter((blockId) => !inputs.includes(blockId));
  if (strangers.length > 0) refuse(world, person, [`no input block ${strangers.join(', ')} to show an error at`]);
  else showErrors(world, person, id, errors);
}

function refuse(world: World, person: string, messages: string[]): void {
  world.log.violations.push({ where: 'ack of view_submission', messages });
  complain(world, person, `${trouble} (invalid response)`);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
