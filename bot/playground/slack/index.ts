import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { makeApp } from './app.ts';
import { verifyUrl } from './deliver/event.ts';
import { changeGroup } from './groups.ts';
import { makeHands } from './hands/index.ts';
import { makeServer } from './http/server.ts';
import { makeInstalling } from './installing.ts';
import { makeKeeper } from './keep.ts';
import { makeWorld } from './make-world.ts';
import type { SlackDouble, SlackDoubleOptions } from './options.ts';
import { asMessage, fileFor, snapshotFor } from './snapshot.ts';
import { messageKey } from './state.ts';
import type { World } from './world.ts';

export type { Fault, FileMode } from './faults.ts';
export type { Call, Violation } from './log.ts';
export { defaultScopes, type SlackDouble, type SlackDoubleOptions } from './options.ts';

/** Starts a strict local Slack: it speaks Slack's HTTP to the bot, and gives people hands. */
export async function startSlackDouble(options: SlackDoubleOptions): Promise<SlackDouble> {
  const end = new AbortController();
  const timers = new Set<NodeJS.Timeout>();
  const app = options.app && makeApp(options.app);
  let url = '';

  const open = (one: SlackDoubleOptions): Place => {
    const { state, contents, save } = makeKeeper(one.keep);
    const listeners = new Set<() => void>();
    const world = makeWorld(one, {
      url: () => url,
      changed() {
        if (end.signal.aborted) return;
        save();
        for (const listener of listeners) listener();
      },
      later(delayMs, work) {
        const timer = setTimeout(() => {
          timers.delete(timer);
          void work();
        }, delayMs);
        timers.add(timer);
      },
      ended: end.signal,
      app,
      state,
      contents,
    });
    return { world, listeners };
  };

  const first = open(options);
  const worlds: [World, ...World[]] = [first.world];
  const server = makeServer(worlds);
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const leave = async () => {
    app?.sockets.drop();
    if (!server.listening) return;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  await listen(options.port ?? 0);
  url = addressOf(server.address());

  const whole: Whole = {
    url,
    leave,
    comeBack: () => listen(Number(new URL(url).port)),
    more({ botUserId, ...more }) {
      const { enterprise: _firstOnly, ...shared } = options;
      const place = open({ ...shared, ...more, bot: { ...options.bot, userId: botUserId, botToken: '' } });
      place.world.deliverTo = first.world.deliverTo;
      worlds.push(place.world);
      return makeDouble(whole, place);
    },
    async stop() {
      end.abort();
      for (const timer of timers) clearTimeout(timer);
      await leave();
    },
  };
  return makeDouble(whole, first);
}

type Whole = Pick<SlackDouble, 'url' | 'leave' | 'comeBack' | 'more' | 'stop'>;
type Place = { world: World; listeners: Set<() => void> };

/** One workspace of it. */
function makeDouble(whole: Whole, { world, listeners }: Place): SlackDouble {
  return {
    ...whole,
    apiUrl: `${whole.url}/api/`,
    hands: makeHands(world),
    snapshot: (personId) => snapshotFor(world, personId),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    messages: (channel) => [...world.state.messages.values()].filter((one) => one.channel === channel).map(asMessage),
    file: (fileId, personId) => fileFor(world, fileId, personId),
    reload(personId) {
      for (const message of world.state.messages.values()) {
        if (message.onlyFor === personId) world.state.messages.delete(messageKey(message));
      }
      world.changed();
    },
    installing: makeInstalling(world),
    changeGroup: (id, to) => changeGroup(world, id, to),
    addPerson: (person) => void world.people.push(person),
    faults: world.faultBox.faults,
    calls: () => world.log.calls,
    violations: () => world.log.violations,
    deliverTo(to) {
      world.deliverTo = to;
    },
    verifyUrl: () => verifyUrl(world),
  };
}

function addressOf(address: AddressInfo | string | null): string {
  if (!address || typeof address === 'string') throw new Error('The Slack double has no port');
  return `http://127.0.0.1:${address.port}`;
}
