import { z } from 'zod';
import { type CheckedView, newView, openView, pushView, type StoredView, topOf, updateView } from '../modals.ts';
import { checkView } from '../validation/check.ts';
import { viewObject } from '../view-object.ts';
import type { World } from '../world.ts';
import { violation } from './message-content.ts';
import { defineMethod, SlackError, structured } from './method.ts';

const tier = 4;
const scopes: string[] = [];
const trigger = { trigger_id: z.string(), view: structured };

export const views = {
  'views.open': defineMethod({
    scopes,
    tier,
    args: z.object(trigger),
    run({ trigger_id, view }, world) {
      const modal = acceptView(world, 'views.open', view, 'modal');
      needNewExternalId(world, modal);
      const { person } = exchange(world, trigger_id);
      return { view: viewObject(world, openView(world, person, modal)) };
    },
  }),

  'views.push': defineMethod({
    scopes,
    tier,
    args: z.object(trigger),
    run({ trigger_id, view }, world) {
      const modal = acceptView(world, 'views.push', view, 'modal');
      needNewExternalId(world, modal);
      const { person } = exchange(world, trigger_id);
      if (!topOf(world, person)) throw new SlackError('not_found');

      const pushed = pushView(world, person, modal);
      if (!pushed) throw new SlackError('push_limit_reached');
      return { view: viewObject(world, pushed) };
    },
  }),

  'views.update': defineMethod({
    scopes,
    tier,
    args: z.object({
      view: structured,
      view_id: z.string().optional(),
      external_id: z.string().optional(),
      hash: z.string().optional(),
    }),
    run({ view, view_id, external_id, hash }, world) {
      const modal = acceptView(world, 'views.update', view, 'modal');
      const found = findOpen(world, (one) =>
        view_id ? one.id === view_id : external_id !== undefined && one.view.external_id === external_id,
      );
      if (!found) throw new SlackError('not_found');
      if (hash && hash !== found.open.hash) throw new SlackError('hash_conflict');

      return { view: viewObject(world, updateView(world, found.person, found.open, modal)) };
    },
  }),

  'views.publish': defineMethod({
    scopes,
    tier,
    args: z.object({ user_id: z.string(), view: structured, hash: z.string().optional() }),
    run({ user_id, view, hash }, world) {
      const home = acceptView(world, 'views.publish', view, 'home');
      if (!world.people.some((person) => person.id === user_id)) throw new SlackError('user_not_found');
      const was = world.state.homes.get(user_id);
      if (hash && hash !== was?.hash) throw new SlackError('hash_conflict');

      const published = newView(home);
      const stored = was ? { ...published, id: was.id, rootId: was.id } : published;
      world.state.homes.set(user_id, stored);
      world.changed();
      return { view: viewObject(world, stored) };
    },
  }),
};

/** @throws invalid_arguments with Slack's messages */
function acceptView(world: World, where: string, value: unknown, type: CheckedView['type']): CheckedView {
  const verdict = checkView(value);
  if (!verdict.ok) throw violation(world, where, 'invalid_arguments', verdict.messages);
  if (verdict.value.type !== type) {
    throw violation(world, where, 'invalid_arguments', [`[ERROR] must be ${type} [json-pointer:/view/type]`]);
  }
  if (verdict.value.blocks.some(world.faultBox.isRefused)) throw new SlackError('invalid_arguments');
  return verdict.value;
}

/** @throws duplicate_external_id: the app's own id names one open view */
function needNewExternalId(world: World, { external_id }: CheckedView): void {
  if (external_id && findOpen(world, (one) => one.view.external_id === external_id)) {
    throw new SlackError('duplicate_external_id');
  }
}

function exchange(world: World, triggerId: string): { person: string } {
  const trigger = world.triggers.exchange(triggerId);
  if (typeof trigger === 'string') throw new SlackError(trigger);
  return trigger;
}

function findOpen(
  world: World,
  wanted: (view: StoredView) => boolean,
): { person: string; open: StoredView } | undefined {
  for (const [person, stack] of world.modals) {
    const open = stack.find(wanted);
    if (open) return { person, open };
  }
  return undefined;
}
