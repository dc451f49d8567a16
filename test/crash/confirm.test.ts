import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Outcome } from '#core/outcome.ts';
import { approveRun } from '#core/runs/approve-run.ts';
import { cancelRun } from '#core/runs/cancel-run.ts';
import { discardRun } from '#core/runs/discard-run.ts';
import { expireDrafts } from '#core/runs/expire-drafts.ts';
import { rejectRun } from '#core/runs/reject-run.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { startNextRun } from '#core/runs/start-next-run.ts';
import type { Db } from '#core/store/db.ts';
import { keepSetting } from '#core/store/settings.ts';
import { openPrisma } from '#prisma/client.ts';
import { accepted } from '#test/harness/builders/runs.ts';
import { makeDatabase } from '#test/harness/database.ts';
import { aCompany, aDraftOf, aRunOf, enrol } from './ground/company.ts';
import { aSeed, PATIENCE_MS, size, tell } from './size.ts';

const PRESSES = 50;
const RUNS = size(5, 200);
const RACES = size(30, 1_000);
const STARTERS = 20;
const COMPANIES = size(5, 100);

async function open() {
  const database = await makeDatabase();
  const db = openPrisma(database.url, { poolSize: 20 });
  return { db, [Symbol.asyncDispose]: () => db.$disconnect().then(database.drop) };
}

const times = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

const won = (outcomes: Outcome<unknown>[]) => outcomes.filter(({ ok }) => ok).length;

it(`starts a run once when ${PRESSES} people press Send, ${RUNS} times`, { timeout: PATIENCE_MS }, async () => {
  await using ground = await open();
  const { db } = ground;
  const company = await aCompany(db);
  const people = await times(PRESSES, (index) => enrol(db, company.place.workspaceId, `P${index}`));

  const wrong: object[] = [];
  for (let run = 0; run < RUNS; run++) {
    const id = await aDraftOf(db, company, 1);
    const winners = won(await Promise.all(people.map((person) => sendRun({ db }, person, { id, version: 1 }))));
    const audited = await db.auditEntry.count({ where: { companyId: company.id, subjectId: id, action: 'run-sent' } });
    const { state } = await db.run.findFirstOrThrow({ where: { companyId: company.id, id } });
    if (winners !== 1 || audited !== 1 || state !== 'pending') wrong.push({ id, winners, audited, state });
  }
  const woken = await db.outbox.count({ where: { name: 'wake-company' } });

  tell('50 people pressing Send', { runs: RUNS, presses: RUNS * PRESSES, wrong: wrong.length });
  expect(wrong).toEqual([]);
  expect(woken).toBe(RUNS);
});

it(`lets one of all who decide on a run at once win, ${RACES} times`, { timeout: PATIENCE_MS }, async () => {
  await using ground = await open();
  const { db } = ground;
  const { seed, random } = aSeed();
  const company = await aCompany(db);
  await keepSetting(db, company.owner, 'approval.policy', 'other-person-over:1');
  const ben = await enrol(db, company.place.workspaceId, 'Ben');
  const ends: Record<string, number> = {};

  const wrong: object[] = [];
  for (let race = 0; race < RACES; race++) {
    const id = await aDraftOf(db, company, 1 + (race % 2));
    // One person needs no approval: there it is the draft that they race for, else what waits for approval.
    const waits = race % 2 === 1;
    if (waits) accepted(await sendRun({ db }, company.owner, { id, version: 1 }));
    const card = { id, version: waits ? 2 : 1 };
    const deciders = waits
      ? [
          () => approveRun({ db }, ben, card),
          () => rejectRun({ db }, ben, { ...card, reason: 'no' }),
          () => cancelRun({ db }, ben, card),
        ]
      : [() => sendRun({ db }, ben, card), () => discardRun({ db }, company.owner, card)];

    await expireIn(db, id, random() * 25);
    const [outcomes] = await Promise.all([
      Promise.all(deciders.map((decide) => pause(random() * 20).then(decide))),
      pause(random() * 30).then(() => expireDrafts(db)),
    ]);
    const won = outcomes.filter(({ ok }) => ok).length;
    await expireDrafts(db);
    const { state } = await db.run.findFirstOrThrow({ where: { companyId: company.id, id } });
    const told = await db.auditEntry.count({
      where: { companyId: company.id, subjectId: id, action: { in: ENDINGS } },
    });
    ends[state] = (ends[state] ?? 0) + 1;
    const expired = state === 'expired' ? 1 : 0;
    if (won + expired !== 1 || told !== (waits ? 2 : 1)) wrong.push({ id, state, won, told });
  }

  tell('send, cancel and expiry racing', { seed, races: RACES, ...ends, wrong: wrong.length });
  expect(wrong).toEqual([]);
});

const ENDINGS = ['run-sent', 'run-discarded', 'run-approved', 'run-rejected', 'run-cancelled', 'run-expired'];

async function expireIn(db: Db, id: string, ms: number): Promise<void> {
  await db.$executeRaw`
    UPDATE run SET expires_at = now() + ${ms}::float8 * interval '1 millisecond' WHERE id = ${id}::uuid`;
}

it(`never starts two runs of a company, with ${STARTERS} starters at ${COMPANIES} companies`, {
  timeout: PATIENCE_MS,
}, async () => {
  await using ground = await open();
  const { db } = ground;
  const wrong: object[] = [];
  for (let round = 0; round < COMPANIES; round++) {
    const company = await aCompany(db);
    const ids = [await aRunOf(db, company, 1), await aRunOf(db, company, 1), await aRunOf(db, company, 1)];

    const starts = await times(STARTERS, () => startNextRun(db, company.id));
    const runs = await db.run.findMany({ where: { companyId: company.id }, orderBy: { seq: 'asc' } });
    const states = runs.map(({ state }) => state);

    const started = starts.filter((start) => start !== undefined).length;
    const inOrder = runs[0]?.id === ids[0] && states.join() === 'sending,pending,pending';
    if (started !== 1 || !inOrder) wrong.push({ company: company.id, started, states });
  }

  tell('20 racing starters', { companies: COMPANIES, wrong: wrong.length });
  expect(wrong).toEqual([]);
});
