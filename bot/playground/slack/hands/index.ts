import { conversationFor } from '../conversations.ts';
import { deliverEvent } from '../deliver/event.ts';
import { deliverShortcut } from '../deliver/shortcut.ts';
import { deliverClosed } from '../deliver/view.ts';
import { directChannelOf } from '../ids.ts';
import { closeView } from '../modals.ts';
import { findMessage } from '../state.ts';
import type { Hands } from '../types.ts';
import { viewObject } from '../view-object.ts';
import type { World } from '../world.ts';
import { options } from './options.ts';
import { press, viewFor } from './press.ts';
import { submit } from './submit.ts';
import { type } from './type.ts';

/** What people can do. Each action clears the complaints that the person had before. */
export function makeHands(world: World): Hands {
  const begin = (person: string) => {
    if (world.complaints.delete(person)) world.changed();
  };

  return {
    async type(person, where, text, uploads = []) {
      begin(person);
      await type(world, { person, where, text, uploads });
    },

    async press(person, on, actionId, choice = {}) {
      begin(person);
      await press(world, { person, on, actionId, choice });
    },

    async shortcut(person, at, callbackId) {
      begin(person);
      const conversation = conversationFor(world, person, at.channel);
      const message = findMessage(world.state, at);
      if (!message || message.onlyFor) throw new Error(`There is no shortcut on message ${at.ts}`);
      await deliverShortcut(world, { person, conversation, message, callbackId });
    },

    async submit(person, viewId, values, files = {}) {
      begin(person);
      await submit(world, person, viewId, { values, files });
    },

    async close(person, viewId) {
      begin(person);
      const view = viewFor(world, person, viewId);
      closeView(world, person, viewId);
      await deliverClosed(world, person, view);
    },

    options: (person, viewId, actionId, typed) => options(world, person, viewId, { actionId, typed }),

    async openHome(person, tab = 'home') {
      begin(person);
      const home = world.state.homes.get(person);
      await deliverEvent(world, {
        type: 'app_home_opened',
        user: person,
        channel: directChannelOf(person),
        tab,
        event_ts: world.state.clock.next(),
        ...(home && tab === 'home' && { view: viewObject(world, home) }),
      });
    },
  };
}
