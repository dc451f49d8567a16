import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discardRun } from '#core/runs/discard-run.ts';
import { finishRun } from '#core/runs/finish-run.ts';
import { retryRun } from '#core/runs/retry-run.ts';
import { runDetails } from '#core/runs/run-details.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { startNextRun } from '#core/runs/start-next-run.ts';
import { anAppliedImport } from '#test/harness/builders/imports.ts';
import { accepted, cardOf, draftOf, refusalOf, report, rowsOf } from '#test/harness/builders/runs.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const staff = `email,mobile_phone
sent@a.test,+447400300001
lost@a.test,+447400300002
rejected@a.test,+447400300003
later@a.test,+447400300004
nonumber@a.test,+447400300005
still@a.test,+447400300006
wrong@a.test,nonsense`;

/** A run that is over: one person of each kind. */
async function aFinishedRun(): Promise<string> {
  const { db } = world;
  const { id: importId } = await anAppliedImport(world, staff);
  await db.$executeRaw`DELETE FROM corporate_number WHERE phone IN ('+447400300005', '+447400300006')`;
  const run = await draftOf(world, { kind: 'import', importId });
  await sendRun(world, world.requester, cardOf(run));
  const held = await startNextRun(db, world.companyId);
  await db.$executeRaw`
    UPDATE invitation SET expires_at = now() + interval '1 day',
           state = (CASE email WHEN 'sent@a.test' THEN 'sent' WHEN 'lost@a.test' THEN 'unknown' ELSE 'failed' END)::"InvitationState",
           reason = CASE email WHEN 'rejected@a.test' THEN 'EMAIL_REJECTED' WHEN 'later@a.test' THEN 'MAIL_SERVER_FAILED' END
     WHERE state = 'queued'`;
  if (held) await finishRun(db, held);
  return run.id;
}

it('drafts those again whose cause is gone, and nobody whom a mail may have reached', async () => {
  const runId = await aFinishedRun();
  const { db, companyId } = world;
  const before = await report(world, runId);
  await db.$executeRaw`INSERT INTO corporate_number (company_id, phone) VALUES (${companyId}::uuid, '+447400300005')`;
  await anAppliedImport(world, 'email,mobile_phone\nwrong@a.test,+447400300007');

  const finished = await report(world, runId);
  const again = await report(world, accepted(await retryRun(world, world.requester, cardOf(finished))));

  expect(before).toMatchObject({ state: 'completed', retryable: 1 });
  expect(finished.retryable).toBe(3);
  expect(before.reasons).toEqual(
    expect.arrayContaining([
      { outcome: 'fail', reason: 'MAIL_SERVER_FAILED', people: 1, retryable: 1 },
      { outcome: 'fail', reason: 'PHONE_NOT_PROVISIONED', people: 2 },
    ]),
  );
  expect(finished.reasons).toContainEqual({
    ...{ outcome: 'fail', reason: 'PHONE_NOT_PROVISIONED', people: 2 },
    retryable: 1,
  });
  expect((await rowsOf(world, again.id)).map(({ email }) => email)).toEqual([
    'later@a.test',
    'nonumber@a.test',
    'wrong@a.test',
  ]);
  expect(again).toMatchObject({ state: 'draft', parentId: runId, forecast: { invite: 3, skip: 0, fail: 0 } });
});

describe('the cards of a run that is over', () => {
  async function shown(): Promise<void> {
    await world.db.$executeRaw`UPDATE card SET shown = wanted, shown_at = now() - interval '1 minute'`;
    await world.forgetOutbox();
  }
  const rungFor = async (runId: string): Promise<number> => {
    const cards = await world.db.card.findMany({ where: { subjectId: runId } });
    const rung = await world.outbox('show-card');
    return cards.filter(({ id }) => rung.some(({ data }) => data['cardId'] === id)).length;
  };

  it('are looked at again when an import may have mended why people failed', async () => {
    const runId = await aFinishedRun();
    const card = cardOf(await report(world, runId));
    await shown();

    await anAppliedImport(world, 'email,mobile_phone\nwrong@a.test,+447400300007');
    const rung = await rungFor(runId);
    const pressed = await retryRun(world, world.requester, card);

    // The run's own card and its summary: both have the button.
    expect(rung).toBe(2);
    expect(pressed.ok).toBe(true);
  });

  it('are looked at again when somebody looks at the run', async () => {
    const runId = await aFinishedRun();
    await shown();

    await runDetails(world, world.requester, { runId, page: 1 });

    expect(await rungFor(runId)).toBe(2);
  });

  it('are left alone where nobody failed', async () => {
    const runId = await aFinishedRun();
    await world.db.$executeRaw`UPDATE invitation SET state = 'sent' WHERE run_id = ${runId}::uuid AND state = 'failed'`;
    await shown();

    await anAppliedImport(world, 'email,mobile_phone\nwrong@a.test,+447400300007');

    expect(await rungFor(runId)).toBe(0);
  });
});

it('makes one draft, though the button is pressed twice', async () => {
  const card = cardOf(await report(world, await aFinishedRun()));

  const presses = await Promise.all([1, 2].map(() => retryRun(world, world.requester, card)));

  expect(presses.map(refusalOf)).toContainEqual({ code: 'card-out-of-date' });
  expect(presses.filter(({ ok }) => ok)).toHaveLength(1);
});

it('is refused where nobody can succeed now, and before the run is over', async () => {
  const runId = await aFinishedRun();
  await world.db.$executeRaw`UPDATE invitation SET reason = 'EMAIL_REJECTED' WHERE reason = 'MAIL_SERVER_FAILED'`;

  const nobody = await retryRun(world, world.requester, cardOf(await report(world, runId)));
  const draft = await draftOf(world, {
    kind: 'import',
    importId: (await anAppliedImport(world, 'email,mobile_phone\nx@a.test,+447400300009')).id,
  });
  const tooEarly = await retryRun(world, world.requester, cardOf(draft));
  await discardRun(world, world.requester, cardOf(draft));

  expect(refusalOf(nobody)).toEqual({ code: 'nothing-to-retry' });
  expect(refusalOf(tooEarly)).toMatchObject({ code: 'run-moved-on', state: 'draft' });
});
