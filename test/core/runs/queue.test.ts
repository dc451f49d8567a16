import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cancelRun } from '#core/runs/cancel-run.ts';
import { finishRun } from '#core/runs/finish-run.ts';
import { pauseRun } from '#core/runs/pause-run.ts';
import { queueView } from '#core/runs/queue-view.ts';
import { resumeRun } from '#core/runs/resume-run.ts';
import { runDetails } from '#core/runs/run-details.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { showProgress } from '#core/runs/show-progress.ts';
import { startNextRun } from '#core/runs/start-next-run.ts';
import { waitingCardsFollow } from '#core/store/cards.ts';
import type { Held } from '#core/store/senders.ts';
import {
  accepted,
  aDraft,
  aPendingRun,
  aShare,
  cardOf,
  draftOf,
  report,
  rowsOf,
  set,
} from '#test/harness/builders/runs.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

/** Ends a run as if all its mails had left. */
async function mailAll(held: Held): Promise<void> {
  await world.db.$executeRaw`
    UPDATE invitation SET state = 'sent', sent_at = now(), expires_at = now() + interval '1 day'
     WHERE run_id = ${held.runId}::uuid AND state = 'queued'`;
  await finishRun(world.db, held);
}

async function start(): Promise<Held> {
  const held = await startNextRun(world.db, world.companyId);
  if (!held) throw new Error('No run was started');
  return held;
}

describe('the queue of a company', () => {
  it('starts runs one after the other in the order in which they were confirmed', async () => {
    const drafts = [await aDraft(world, 2), await aDraft(world, 2), await aDraft(world, 2)];
    const confirmed = [drafts[2], drafts[0], drafts[1]].flatMap((draft) => draft ?? []);
    for (const draft of confirmed) await sendRun(world, world.requester, cardOf(draft));

    const started: string[] = [];
    for (const _ of confirmed) {
      const held = await start();
      started.push(held.runId);
      await mailAll(held);
    }

    expect(started).toEqual(confirmed.map(({ id }) => id));
    expect(await startNextRun(world.db, world.companyId)).toBeUndefined();
  });

  it('tells the numbers of a run that is over in a message that need not be edited at once', async () => {
    const { id } = await aPendingRun(world, 1);

    await mailAll(await start());

    const cards = await world.db
      .$queryRaw`SELECT kind, wanted FROM card WHERE subject_id = ${id}::uuid AND kind = 'summary'`;
    expect(cards).toEqual([{ kind: 'summary', wanted: 1 }]);
  });

  it('tells each run its place and whom it waits for', async () => {
    const [one, two, three] = [await aPendingRun(world, 2), await aPendingRun(world, 3), await aPendingRun(world, 4)];
    await start();

    const places = await Promise.all([one, two, three].map(({ id }) => report(world, id)));
    const queue = accepted(await queueView(world, world.requester));

    expect(places.map(({ queue }) => queue?.position)).toEqual([undefined, 2, 3]);
    expect(places[1]?.queue).toEqual({
      position: 2,
      ahead: { title: one.title, requestedBy: 'Ana', state: 'sending', done: 0, people: 2 },
    });
    expect(places[2]?.queue?.ahead).toMatchObject({ state: 'pending', people: 3 });
    expect(queue.sending?.id).toBe(one.id);
    expect(queue.waiting.map(({ id }) => id)).toEqual([two.id, three.id]);
  });

  it('never sends two runs, however many try to start one', async () => {
    for (const _ of [1, 2, 3]) await aPendingRun(world, 1);

    const started = await Promise.all(Array.from({ length: 20 }, () => startNextRun(world.db, world.companyId)));

    const sending = await world.db.$queryRaw<unknown[]>`SELECT FROM run WHERE state = 'sending'`;
    expect(started.filter(Boolean)).toHaveLength(1);
    expect(sending).toHaveLength(1);
    expect(await world.outbox('send-invitations')).toHaveLength(1);
  });

  it('goes on with the next run when one that waits is cancelled', async () => {
    const [first, second] = [await aPendingRun(world, 1), await aPendingRun(world, 1)];
    await cancelRun(world, world.requester, cardOf(first));

    const held = await start();

    expect(held.runId).toBe(second.id);
  });

  it('tells who could not be invited any more apart from the forecast', async () => {
    const run = await aPendingRun(world, 5);
    const [gone, linked, noNumber, moved] = await rowsOf(world, run.id);
    const { db, companyId } = world;
    await db.$executeRaw`UPDATE member SET archived_at = now() WHERE email = ${gone?.email}`;
    await db.$executeRaw`
      INSERT INTO channel_link (company_id, member_id, channel, state)
      SELECT company_id, id, 'whatsapp', 'linked' FROM member WHERE email = ${linked?.email}`;
    await db.$executeRaw`DELETE FROM corporate_number USING member WHERE member.id = member_id AND email = ${noNumber?.email}`;
    await db.$executeRaw`INSERT INTO corporate_number (company_id, phone) VALUES (${companyId}::uuid, '+447911123456')`;
    await db.$executeRaw`UPDATE member SET phone = '+447911123456' WHERE email = ${moved?.email}`;

    const share = await aShare(world);
    const people = await world.sending.claim(share, { after: 0, most: 5, ttlHours: 24 });

    const rows = await rowsOf(world, run.id);
    expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
      ['failed', 'USER_ARCHIVED'],
      ['skipped', 'ALREADY_LINKED'],
      ['failed', 'PHONE_NOT_PROVISIONED'],
      ['claimed', null],
      ['claimed', null],
    ]);
    expect(people.map(({ email, phone }) => [email, phone])).toEqual([
      [moved?.email, '+447911123456'],
      [rows[4]?.email, expect.any(String)],
    ]);
    expect(await report(world, run.id)).toMatchObject({ state: 'sending', differs: 4, forecast: { invite: 5 } });
    expect((await report(world, run.id)).differing).toEqual(
      expect.arrayContaining([
        { people: 1, outcome: 'fail', reason: 'USER_ARCHIVED' },
        { people: 1, outcome: 'skip', reason: 'ALREADY_LINKED' },
        { people: 1, outcome: 'fail', reason: 'PHONE_NOT_PROVISIONED' },
        { people: 1 },
      ]),
    );
    const { differing } = accepted(await runDetails(world, world.requester, { runId: run.id, page: 1 }));
    expect(differing?.people).toBe(4);
    expect(differing?.rows[0]).toEqual({
      ...{ row: 1, maskedEmail: expect.stringMatching(/^p•••@/), reason: 'USER_ARCHIVED' },
    });
    expect(differing?.rows[3]).toEqual({ row: 4, maskedEmail: expect.stringMatching(/^p•••@/) });
    expect(await db.$queryRaw`SELECT phone FROM invitation WHERE id = ${moved?.id}::uuid`).toEqual([
      { phone: '+447911123456' },
    ]);
  });

  it('lets go who leaves the company while the run is being sent', async () => {
    const run = await aPendingRun(world, 10);
    const share = await aShare(world);
    const chunk = { most: 5, ttlHours: 24 };

    const first = await world.sending.claim(share, { ...chunk, after: 0 });
    await world.db.$executeRaw`
      UPDATE member SET archived_at = now() WHERE id IN (
        SELECT member_id FROM invitation WHERE run_id = ${run.id}::uuid AND position BETWEEN 3 AND 8)`;
    const second = await world.sending.claim(share, { ...chunk, after: 5 });

    expect([...first, ...second].map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 9, 10]);
  });

  it('invites who stands in two waiting runs with the first one only', async () => {
    const draft = await aDraft(world, 2);
    const [importId] = await world.db.$queryRaw<
      { id: string }[]
    >`SELECT import_id AS id FROM run WHERE id = ${draft.id}::uuid`;
    const same = await draftOf(world, { kind: 'import', importId: importId?.id ?? '' });
    for (const one of [draft, same]) await sendRun(world, world.requester, cardOf(one));

    await mailAll(await start());
    const second = await aShare(world);

    expect(await world.sending.claim(second, { after: 0, most: 1, ttlHours: 24 })).toEqual([]);
    expect((await report(world, draft.id)).totals).toMatchObject({ invited: 2, skipped: 0 });
    expect(second.runId).toBe(same.id);
    expect(await report(world, same.id)).toMatchObject({ differs: 2, totals: { skipped: 2 } });
  });

  it('aborts what waits when the channel is turned off', async () => {
    const run = await aPendingRun(world, 2);
    await set(world, 'channel.whatsapp.enabled', 'off');

    const started = await startNextRun(world.db, world.companyId);

    expect(started).toBeUndefined();
    expect(await report(world, run.id)).toMatchObject({
      state: 'aborted',
      cause: 'channel-off',
      totals: { cancelled: 2 },
    });
  });
});

describe('when a waiting run starts', () => {
  /** So many people of the run were mailed this many seconds ago, one each second before that. */
  async function mailed(held: Held, people: number, { ago = 0 }: { ago?: number } = {}): Promise<void> {
    await world.db.$executeRaw`
      UPDATE invitation SET state = 'sent', sent_at = now() - (${ago}::int + position) * interval '1 second'
       WHERE run_id = ${held.runId}::uuid AND position <= ${people}::int`;
  }
  const beganSecondsAgo = (seconds: number) =>
    world.db
      .$executeRaw`UPDATE run SET started_at = now() - ${seconds}::int * interval '1 second' WHERE state = 'sending'`;
  const startsIn = async (runId: string) => (await report(world, runId)).queue?.startsIn;

  it('follows from the pace of the last half minute and everybody ahead', async () => {
    const [, next, last] = [await aPendingRun(world, 50), await aPendingRun(world, 30), await aPendingRun(world, 1)];
    const held = await start();
    await mailed(held, 20);

    const seconds = await Promise.all([next, last].map(({ id }) => startsIn(id)));
    const queue = accepted(await queueView(world, world.requester));

    // Twenty within twenty seconds: one a second.
    expect(seconds[0]).toBeCloseTo(30, -1);
    expect(seconds[1]).toBeCloseTo(60, -1);
    expect(queue.sending?.secondsLeft).toBeCloseTo(30, -1);
    expect(queue.waiting.map(({ secondsLeft }) => Math.round((secondsLeft ?? 0) / 10))).toEqual([3, 6]);
  });

  it('follows from the last runs until the present one has mailed anybody', async () => {
    for (const seconds of [10, 20, 4_000]) {
      await aPendingRun(world, 10);
      const held = await start();
      await beganSecondsAgo(seconds);
      await mailAll(held);
    }
    const [, next] = [await aPendingRun(world, 50), await aPendingRun(world, 1)];
    await start();

    const seconds = await startsIn(next.id);

    // Ten people in ten, twenty and 4,000 seconds: the one in the middle counts.
    expect(seconds).toBeCloseTo(100, -1);
  });

  it('is not told where nobody knows it', async () => {
    const [, next] = [await aPendingRun(world, 50), await aPendingRun(world, 1)];
    const held = await start();
    const atFirst = await startsIn(next.id);
    await beganSecondsAgo(300);
    await mailed(held, 10, { ago: 200 });
    const atAStandstill = await startsIn(next.id);
    await mailed(held, 10);
    await world.db.$executeRaw`UPDATE run SET cause = 'mail-server-connect' WHERE id = ${held.runId}::uuid`;
    const inTrouble = await startsIn(next.id);

    expect([atFirst, atAStandstill, inTrouble]).toEqual([undefined, undefined, undefined]);
  });

  it('does not count those whom a mail server has put off', async () => {
    const [, next] = [await aPendingRun(world, 50), await aPendingRun(world, 1)];
    const held = await start();
    await mailed(held, 20);
    await world.db.$executeRaw`
      UPDATE invitation SET next_attempt_at = now() + interval '5 minutes' WHERE run_id = ${held.runId}::uuid AND position > 40`;

    expect(await startsIn(next.id)).toBeCloseTo(20, -1);
  });
});

it('shows runs that wait for something else than their turn beside the line', async () => {
  const { db } = world;
  const [paused, deferred, asked] = [
    await aPendingRun(world, 3),
    await aPendingRun(world, 3),
    await aPendingRun(world, 3),
  ];
  await db.$executeRaw`UPDATE run SET state = 'paused', started_at = now() WHERE id = ${paused.id}::uuid`;
  await db.$executeRaw`UPDATE run SET state = 'deferred', started_at = now() WHERE id = ${deferred.id}::uuid`;
  await db.$executeRaw`
    UPDATE invitation SET next_attempt_at = now() + interval '5 minutes' WHERE run_id = ${deferred.id}::uuid AND position = 1`;
  await db.$executeRaw`
    UPDATE run SET state = 'awaiting_approval', expires_at = now() + interval '1 hour' WHERE id = ${asked.id}::uuid`;

  const queue = accepted(await queueView(world, world.requester));

  expect(queue).toMatchObject({
    waiting: [],
    aside: [
      { id: paused.id, state: 'paused' },
      { id: deferred.id, state: 'deferred', people: 3, done: 0 },
      { id: asked.id, state: 'awaiting_approval' },
    ],
  });
  expect(queue.aside[1]?.dueAt).toBeInstanceOf(Date);
});

describe('the card of a waiting run', () => {
  async function shown({ secondsAgo }: { secondsAgo: number }): Promise<void> {
    await world.db
      .$executeRaw`UPDATE card SET shown = wanted, shown_at = now() - ${secondsAgo}::int * interval '1 second'`;
    await world.forgetOutbox();
  }
  const rung = async () => (await world.outbox('show-card')).map(({ data }) => data['cardId']);

  it('follows the run ahead every few seconds, and no more often', async () => {
    for (const _ of [1, 2]) await aPendingRun(world, 1);
    const next = await aPendingRun(world, 1);
    await start();
    await cancelRun(world, world.requester, cardOf(next));

    await shown({ secondsAgo: 13 });
    await waitingCardsFollow(world.db, world.companyId);
    const followed = await rung();
    await waitingCardsFollow(world.db, world.companyId);
    const again = await rung();
    await shown({ secondsAgo: 11 });
    await waitingCardsFollow(world.db, world.companyId);

    expect(followed).toHaveLength(1);
    expect(again).toEqual(followed);
    expect(await rung()).toEqual([]);
  });
});

describe('who had to wait for their run', () => {
  const called = () =>
    world.db.$queryRaw<{ subject: string }[]>`SELECT subject_id::text AS subject FROM card WHERE kind = 'started'`;

  it('is called when its turn comes, once', async () => {
    const { id } = await aPendingRun(world, 2);
    await world.db.$executeRaw`UPDATE run SET confirmed_at = now() - interval '2 minutes' WHERE id = ${id}::uuid`;
    const held = await start();
    accepted(await pauseRun(world, world.requester, cardOf(await report(world, id))));
    accepted(await resumeRun(world, world.requester, cardOf(await report(world, id))));
    await start();
    await world.forgetOutbox();

    await showProgress(world.db, held);

    expect(await called()).toEqual([{ subject: id }]);
    expect((await report(world, id)).requester).toEqual({
      ...{ name: 'Ana', users: [{ platform: 'slack', userId: 'U0ANA' }] },
    });
    // What is said of a moment is not said again with each number.
    expect(await world.outbox('show-card')).toHaveLength(1);
  });

  it('is not called where it begins at once', async () => {
    await aPendingRun(world, 2);

    await start();

    expect(await called()).toEqual([]);
  });
});

describe('a run that was begun and stopped', () => {
  it('says how many are left, and waits at the head of the line once it is resumed', async () => {
    const { id } = await aPendingRun(world, 4);
    const next = await aPendingRun(world, 1);
    await start();
    await world.db.$executeRaw`
      UPDATE invitation SET state = 'sent', sent_at = now() WHERE run_id = ${id}::uuid AND position = 1`;

    accepted(await pauseRun(world, world.requester, cardOf(await report(world, id))));
    const paused = await report(world, id);
    const beside = accepted(await queueView(world, world.requester));
    accepted(await resumeRun(world, world.requester, cardOf(paused)));
    const line = accepted(await queueView(world, world.requester));

    expect(paused).toMatchObject({
      ...{ state: 'paused', progress: { done: 1, people: 4 }, decidedBy: { name: 'Ana' } },
      expiresAt: expect.any(Date),
    });
    expect(beside.aside).toMatchObject([{ id, state: 'paused', done: 1, people: 4 }]);
    expect(line.waiting.map((run) => run.id)).toEqual([id, next.id]);
    expect(line.waiting[0]).toMatchObject({ done: 1, people: 4 });
  });

  it('names those whose mails still left after Cancel', async () => {
    const { id } = await aPendingRun(world, 4);
    const held = await start();
    const { db } = world;
    await db.$executeRaw`
      UPDATE invitation SET state = 'sent', sent_at = now() - interval '1 second' WHERE run_id = ${id}::uuid AND position = 1`;
    await db.$executeRaw`UPDATE invitation SET state = 'sending' WHERE run_id = ${id}::uuid AND position = 2`;
    accepted(await cancelRun(world, world.requester, cardOf(await report(world, id))));
    await db.$executeRaw`UPDATE invitation SET state = 'sent', sent_at = now() WHERE run_id = ${id}::uuid AND position = 2`;

    await finishRun(db, held);

    expect(await report(world, id)).toMatchObject({
      ...{ state: 'cancelled', totals: { invited: 2, cancelled: 2 } },
      leftAfter: { people: 1, some: [expect.stringMatching(/^p•••@acme\.test$/)] },
    });
  });

  it('says that nothing was sent where it is withdrawn before its turn', async () => {
    const run = await aPendingRun(world, 4);

    accepted(await cancelRun(world, world.requester, cardOf(run)));

    const withdrawn = await report(world, run.id);
    expect(withdrawn).toMatchObject({ state: 'cancelled', totals: { invited: 0, cancelled: 4 } });
    expect(withdrawn.startedAt).toBeUndefined();
    expect(withdrawn.leftAfter).toBeUndefined();
    expect(withdrawn.resumable).toBe(4);
    accepted(await resumeRun(world, world.requester, cardOf(withdrawn)));
    expect((await report(world, run.id)).resumable).toBe(0);
  });
});
