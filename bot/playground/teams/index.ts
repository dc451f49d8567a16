import { once } from 'node:events';
import { envelope } from './deliver/envelope.ts';
import { sign, tell } from './deliver/send.ts';
import { makeFaultBox } from './faults.ts';
import { makeHands } from './hands/index.ts';
import { makeServer } from './http/server.ts';
import { makeClock } from './ids.ts';
import { makeKeys } from './keys.ts';
import { makeLog } from './log.ts';
import type { TeamsDouble, TeamsDoubleOptions } from './options.ts';
import { fileFor, snapshotFor } from './snapshot.ts';
import { personalOf, type World } from './world.ts';

export type { TeamsDouble, TeamsDoubleOptions } from './options.ts';

/** Starts a strict local Teams: it speaks the Bot Connector's HTTP, signs with keys of its own, and gives people hands. */
export async function startTeamsDouble(options: TeamsDoubleOptions): Promise<TeamsDouble> {
  const listeners = new Set<() => void>();
  let url = '';
  const world: World = {
    ...options,
    url: () => url,
    serviceUrl: () => `${url}/amer/`,
    deliverTo: undefined,
    conversations: new Map(options.conversations.map((one) => [one.id, one])),
    ...{ messages: new Map(), files: new Map(), slots: new Map(), tokens: new Map() },
    ...{ dialogs: new Map(), views: new Map(), notices: new Map(), complaints: new Map() },
    ...{ keys: makeKeys(), clock: makeClock(), faultBox: makeFaultBox(), log: makeLog() },
    changed() {
      for (const listener of listeners) listener();
    },
  };
  for (const person of options.people) personalOf(world, person);
  const server = makeServer(world);
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('The Teams double has no port');
  url = `http://127.0.0.1:${address.port}`;

  return {
    url,
    serviceUrl: world.serviceUrl(),
    openIdUrl: `${url}/v1/.well-known/openidconfiguration`,
    loginUrl: `${url}/login`,
    hands: makeHands(world),
    snapshot: (personId) => snapshotFor(world, personId),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    messages: (conversation) => [...world.messages.values()].filter((one) => one.conversation === conversation),
    kept: (name) => [...world.slots.values()].findLast((slot) => slot.name === name && slot.content)?.content,
    file: (fileId, personId) => fileFor(world, fileId, personId),
    faults: world.faultBox.faults,
    calls: () => world.log.calls,
    answers: () => world.log.answers,
    violations: () => world.log.violations,
    deliverTo(to) {
      world.deliverTo = to;
    },
    token: (signed) => sign(world, signed),
    activity: (personId, where, more) => envelope(world, personId, where, more),
    tell: (activity) => tell(world, activity),
    async stop() {
      listeners.clear();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
