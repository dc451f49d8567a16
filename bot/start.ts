import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { Fault } from '#core/fault.ts';
import type { Place } from '#core/operator.ts';
import type { Log } from '#core/process/log.ts';
import type { Queues } from '#core/queue.ts';
import type { Secrets } from '#core/secrets.ts';
import type { Db } from '#core/store/db.ts';
import type { Profile } from '#core/store/operators.ts';
import { startAnnouncer } from './announcer.ts';
import type { CommandContext } from './commands/define.ts';
import { makeDispatch } from './dispatch.ts';
import { hangLinkPage } from './link/routes.ts';
import { type ChatPlatform, PlaceClosed } from './platforms/define.ts';
import { remembered } from './remember-groups.ts';
import { makeSuggest } from './suggest.ts';
import { hangUploadPage, uploadAddress } from './upload/routes.ts';

type Needs = {
  db: Db;
  queues: Queues;
  secrets: Secrets;
  app: FastifyInstance;
  log: Log;
  platforms: ChatPlatform[];
  product: CommandContext['product'];
  /** Where people reach us, without a slash at its end. */
  publicUrl: string;
};

export type Bot = {
  /** Ends when every platform knows us; waits for one that is away. Throws where one refuses us. */
  introduce(): Promise<void>;
  /** Rejects until then, and while a platform cannot reach us. */
  ready(): Promise<void>;
  stop(): Promise<void>;
};

/** The ears, the mouth and the member's page. The routes hang on the server before it listens. */
export async function startBot({ db, queues, secrets, app, log, platforms, product, publicUrl }: Needs): Promise<Bot> {
  const known = new Map(platforms.map((platform) => [platform.id, platform]));
  const speak = speakOn(known);
  const groups = groupsOn(known, log);
  const addresses = addressesOn(known, log);
  const direct = directOn(known);
  const hear = makeDispatch({
    db,
    secrets,
    log,
    product,
    speak,
    groups,
    addresses,
    direct,
    uploadAddress: (operator, place) =>
      known.get(place.platform)?.takesNoFiles ? uploadAddress(secrets, publicUrl, operator, place) : undefined,
    queueAnswers: () => answersInTime(queues.ping()),
  });
  const suggest = makeSuggest({ db, groups: remembered(groups) });
  await hangLinkPage(app, { db });
  await hangUploadPage(app, { db, secrets });

  const announcer = await startAnnouncer(queues, { db, secrets, platforms: known, log });
  let introduced = false;
  return {
    async introduce() {
      await Promise.all(platforms.map((platform) => platform.start(hear, suggest)));
      introduced = true;
    },
    async ready() {
      if (!introduced) throw new Error('A chat platform does not answer yet');
      await Promise.all(platforms.map((platform) => platform.ready()));
    },
    async stop() {
      await Promise.all([announcer.stop(), ...platforms.map((platform) => platform.stop())]);
    },
  };
}

const speakOn =
  (platforms: ReadonlyMap<string, ChatPlatform>): CommandContext['speak'] =>
  async (place, reply) => {
    try {
      await platforms.get(place.platform)?.say(place, reply);
      return platforms.has(place.platform);
    } catch (error) {
      if (error instanceof PlaceClosed) return false;
      throw error;
    }
  };

const groupsOn =
  (platforms: ReadonlyMap<string, ChatPlatform>, log: Log): CommandContext['groups'] =>
  async ({ platform, workspaceId }) => {
    const asked = performance.now();
    try {
      const groups = await platforms.get(platform)?.groups(workspaceId);
      return groups && { groups, ageMs: () => performance.now() - asked };
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      log.warn({ error, workspace: workspaceId }, 'nobody tells who is in a group');
      return undefined;
    }
  };

const addressesOn =
  (platforms: ReadonlyMap<string, ChatPlatform>, log: Log): CommandContext['addresses'] =>
  async ({ platform, workspaceId }, userIds) => {
    try {
      return await platforms.get(platform)?.addresses(workspaceId, userIds);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      log.warn({ error, workspace: workspaceId }, 'nobody tells what the addresses of a group are');
      return undefined;
    }
  };

const directOn =
  (platforms: ReadonlyMap<string, ChatPlatform>) =>
  async ({ platform: id, workspaceId, userId }: Profile): Promise<Place> => {
    const platform = platforms.get(id);
    if (!platform) throw new Error(`There is no platform ${id}`);
    return { platform: id, workspaceId, conversation: await platform.direct(workspaceId, userId) };
  };

// Whoever pressed a button is to know within 2.5 s that they were heard.
const PATIENCE_MS = 1_000;

async function answersInTime(answer: Promise<void>): Promise<boolean> {
  const waiting = new AbortController();
  const yes = answer.then(
    () => true,
    () => false,
  );
  const late = pause(PATIENCE_MS, false, { signal: waiting.signal }).catch(() => false);
  return Promise.race([yes, late]).finally(() => waiting.abort());
}
