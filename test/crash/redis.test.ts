import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import { skipWithout } from '#test/harness/needs.ts';
import { aCompany, aRunOf } from './ground/company.ts';
import { openGround } from './ground/ground.ts';
import { aRedis } from './ground/redis.ts';
import { isQuiet, until } from './ground/until.ts';
import { broken, tally } from './invariants.ts';
import { aSeed, PATIENCE_MS, size, tell } from './size.ts';

const KILLS = size(1, 10);

beforeEach(skipWithout('redis-server'));

it(`goes on after Redis has been killed ${KILLS} times, whether it keeps a log or nothing`, {
  timeout: PATIENCE_MS,
}, async () => {
  await Promise.all([killOften({ keepsLog: true }), killOften({ keepsLog: false })]);
});

async function killOften({ keepsLog }: { keepsLog: boolean }): Promise<void> {
  const { seed, random } = aSeed();
  const redis = await aRedis({ keepsLog });
  const ground = await openGround({ settings: { REDIS_URL: redis.url }, sink: { delay: 10 } });
  const company = await aCompany(ground.db);
  const process = ground.start();
  await process.ready();
  const pauses: number[] = [];

  for (let kill = 0; kill < KILLS; kill++) {
    // One that is being sent or about to be, one that waits behind it, and one that is sent off while nobody can ring.
    await aRunOf(ground.db, company, 200);
    await aRunOf(ground.db, company, 20);
    await pause(random() * 400);
    await redis.kill();
    await aRunOf(ground.db, company, 20);
    await pause(random() * 1_500);
    await redis.comeBack();
    const back = performance.now();
    await until('the end of all runs', () => isQuiet(ground), 90_000);
    pauses.push(Math.round(performance.now() - back));
  }
  await process.stop();

  const wrong = await broken(ground, { kills: 0 });
  const longest = Math.max(...pauses);
  const kind = keepsLog ? 'Redis with a log killed' : 'Redis without a log killed';
  tell(kind, { seed, kills: KILLS, 'longest until all was sent ms': longest, ...(await tally(ground.db)) });
  expect(wrong).toEqual([]);
  expect(longest).toBeLessThan(35_000);
}
