import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { resumeRun } from '#core/runs/resume-run.ts';
import { keepSetting } from '#core/store/settings.ts';
import { aCompany, aRunOf, type Company } from './ground/company.ts';
import { type Ground, openGround } from './ground/ground.ts';
import { startProxy } from './ground/proxy.ts';
import { isQuiet, letterOr, skipWaits, stateOf, until } from './ground/until.ts';
import { broken, tally } from './invariants.ts';
import { aSeed, PATIENCE_MS, size, tell } from './size.ts';

const BREAKS = size(5, 60);

const portOf = (url: string) => Number(new URL(url).port);

/** A stretch of network before this address, for as long as the test. */
async function aNetwork(url: string) {
  const network = await startProxy(portOf(url));
  onTestFinished(network.stop);
  return network;
}

it(`goes on over a network that breaks ${BREAKS} times`, { timeout: PATIENCE_MS }, async () => {
  const { seed, random } = aSeed();
  const ground = await openGround();
  const company = await aCompany(ground.db);
  const toDatabase = await aNetwork(ground.databaseUrl);
  const toMails = await aNetwork(ground.sink.url);
  await keepSetting(ground.db, company.owner, 'mail.rate', '100');
  const process = ground.start({
    settings: { DATABASE_URL: toDatabase.through(ground.databaseUrl), SMTP_URL: toMails.through(ground.sink.url) },
  });
  await process.ready();

  const troubles = [toDatabase.cut, toMails.cut, toDatabase.refuse, toMails.refuse, () => toDatabase.delay(40)];
  let pauses = 0;
  for (let time = 0; time < BREAKS; time++) {
    if (await isQuiet(ground)) await aRunOf(ground.db, company, 300);
    await letterOr(ground, 30_000);
    await pause(random() * 300);
    troubles[Math.floor(random() * troubles.length)]?.();
    await pause(random() * 1_000);
    toDatabase.heal();
    toMails.heal();
    pauses += await resumePaused(ground, company);
  }
  await until(
    'the end of all runs',
    async () => {
      pauses += await resumePaused(ground, company);
      return isQuiet(ground);
    },
    120_000,
  );
  expect(process.isAlive()).toBe(true);
  await process.stop();

  const wrong = await broken(ground, { kills: BREAKS });
  tell('a network that breaks', { seed, breaks: BREAKS, pauses, ...(await tally(ground.db)) });
  expect(wrong).toEqual([]);
});

/** A run pauses itself where most of its mails met the trouble. Somebody sees that all is well again and lets it go on. */
async function resumePaused({ db }: Ground, { id: companyId, owner }: Company): Promise<number> {
  await skipWaits({ db });
  const paused = await db.run.findMany({ where: { companyId, state: 'paused' } });
  for (const { id, cardVersion } of paused) await resumeRun({ db }, owner, { id, version: cardVersion });
  return paused.length;
}

it('lets another process go on where one has lost the database without noticing', {
  timeout: PATIENCE_MS,
}, async () => {
  const ground = await openGround();
  const company = await aCompany(ground.db);
  const network = await aNetwork(ground.databaseUrl);
  await keepSetting(ground.db, company.owner, 'mail.rate', '40');
  const run = await aRunOf(ground.db, company, 4_000);
  const cutOff = ground.start({ settings: { DATABASE_URL: network.through(ground.databaseUrl) } });
  expect(await letterOr(ground, 60_000)).toBe(true);
  const other = ground.start();
  await other.ready();

  network.goSilent();
  await until('a take-over', () =>
    ground.db.auditEntry.findFirst({ where: { action: 'run-taken-over' } }).then(Boolean),
  );
  network.heal();
  network.cut();
  await keepSetting(ground.db, company.owner, 'mail.rate', '1000');
  await until('the end of the run', async () => (await stateOf(ground, run)) === 'completed');
  await cutOff.stop();
  await until('all promises to be handed on', () => isQuiet(ground));
  await other.stop();

  const wrong = await broken(ground, { kills: 1 });
  tell('cut off from the database', { ...(await tally(ground.db)) });
  expect(wrong).toEqual([]);
});
