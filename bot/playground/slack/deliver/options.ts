import type { PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { Place } from '../elements.ts';
import type { StoredView } from '../modals.ts';
import { checkOptions } from '../validation/check.ts';
import { viewObject } from '../view-object.ts';
import { complain, type World } from '../world.ts';
import { commonPayload } from './payload.ts';
import { sendInteraction } from './send.ts';

type Question = { person: string; view: StoredView; place: Place; typed: string };

const answer = z.union([
  z.object({ options: z.unknown() }),
  z.object({ option_groups: z.array(z.object({ label: z.unknown(), options: z.unknown() })).max(100) }),
]);

/** Asks the bot for the options of an external select; none where it fails. */
export async function askForOptions(
  world: World,
  { person, view, place, typed }: Question,
): Promise<PlainTextOption[]> {
  const ack = await sendInteraction(world, {
    type: 'block_suggestion',
    ...commonPayload(world, person),
    container: { type: 'view', view_id: view.id },
    action_id: place.actionId,
    block_id: place.blockId,
    value: typed,
    view: viewObject(world, view),
  });
  if (!ack.ok) return none(world, person, ack.error);

  const lists = optionLists(ack.body);
  const verdict = lists && checkOptions(lists);
  if (verdict?.ok) return verdict.value;

  world.log.violations.push({
    where: 'answer to block_suggestion',
    messages: verdict?.messages ?? ['neither options nor option_groups'],
  });
  return none(world, person, 'invalid response');
}

function optionLists(body: string): unknown[] | undefined {
  try {
    const said = answer.parse(JSON.parse(body));
    return 'options' in said ? [said.options] : said.option_groups.map((group) => group.options);
  } catch {
    return undefined;
  }
}

function none(world: World, person: string, why: string): [] {
  complain(world, person, `The options could not be loaded (${why})`);
  return [];
}
