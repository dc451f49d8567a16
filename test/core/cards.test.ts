import { afterEach, beforeEach, expect, it } from 'vitest';
import { openHome } from '#core/home/open-home.ts';
import { approveRun } from '#core/runs/approve-run.ts';
import { finishRun } from '#core/runs/finish-run.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { showProgress } from '#core/runs/show-progress.ts';
import { beginAsking, cardShown, dropPen, type HeldCard, renewPen, takePen } from '#core/store/card-pens.ts';
import { waitingCardsOutOfDate } from '#core/store/cards.ts';
import { accepted, aDraft, aPendingRun, aShare, cardOf, set } from '../harness/builders/runs.ts';
import { makeWorld, type World } from '../harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

async function heldCard(): Promise<HeldCard> {
  await aDraft(world, 1);
  const { id } = await world.db.card.findFirstOrThrow();
  const card = await takePen(world.db, world.companyId, id);
  if (!card || card === 'busy') throw new Error('The card was not to be had');
  return card;
}

it('gives a card to one writer at a time', async () => {
  const { id } = await heldCard();

  const second = await takePen(world.db, world.companyId, id);

  expect(second).toBe('busy');
});

it('keeps a card with whoever renews it', async () => {
  const card = await heldCard();

  const heldUntil = await renewPen(world.db, card);

  expect(heldUntil?.getTime()).toBeGreaterThan(card.heldUntil.getTime());
  expect(await renewPen(world.db, card)).toBeUndefined();
});

it('lets nobody say what became of a card that somebody else has taken meanwhile', async () => {
  const late = await heldCard();
  await world.db.$executeRaw`UPDATE card SET lease_until = now() - interval '1 second'`;
  const next = await takePen(world.db, world.companyId, late.id);

  await cardShown(world.db, late, 'late');
  await dropPen(world.db, late);

  expect(await world.db.card.findFirstOrThrow()).toMatchObject({
    messageId: null,
    shown: 0,
    leaseUntil: next && next !== 'busy' && next.heldUntil,
  });
});

it('rings for the cards of the next five runs alone, however long the queue', async () => {
  for (let run = 0; run < 7; run++) await aPendingRun(world, 1);
  await world.forgetOutbox();

  await waitingCardsOutOfDate(world.db, world.companyId);

  const rung = await world.outbox('show-card');
  const next = await world.db.$queryRaw<{ id: string }[]>`
    SELECT card.id FROM card JOIN run ON run.id = subject_id ORDER BY run.seq LIMIT 5`;
  expect(rung.map(({ data }) => data['cardId']).sort()).toEqual(next.map(({ id }) => id).sort());
});

it('rings for the card of a run that is sent off, and for Home, however many are before it', async () => {
  for (let run = 0; run < 5; run++) await aPendingRun(world, 1);
  await openHome(world, world.requester, { place: world.place, userId: 'U0ANA' });
  const draft = await aDraft(world, 1);
  await world.forgetOutbox();

  accepted(await sendRun(world, world.requester, cardOf(draft)));

  const own = await world.db.card.findFirstOrThrow({ where: { subjectId: draft.id } });
  const rung = await world.outbox('show-card');
  expect(rung.map(({ data }) => data['cardId'])).toContain(own.id);
  expect(await world.outbox('show-home')).toHaveLength(1);
});

it('lets nobody ask the chat for a card that somebody else has taken meanwhile', async () => {
  const late = await heldCard();
  await world.db.$executeRaw`UPDATE card SET lease_until = now() - interval '1 second'`;
  await takePen(world.db, world.companyId, late.id);

  const begun = await beginAsking(world.db, late);

  expect(begun).toBeUndefined();
  expect((await world.db.card.findFirstOrThrow()).unsureAt).toBeNull();
});

it('remembers for a minute that nobody knows what came of a request', async () => {
  const first = await beginAsking(world.db, await heldCard());
  await world.db.$executeRaw`UPDATE card SET lease_until = now() - interval '1 second'`;
  const second = await takePen(world.db, world.companyId, first?.id ?? '');
  if (!second || second === 'busy') throw new Error('The card was not to be had');
  const begun = await beginAsking(world.db, second);

  await cardShown(world.db, begun ?? second, 'shown');
  const soon = await takePen(world.db, world.companyId, second.id);
  await world.db.$executeRaw`UPDATE card SET unsure_at = unsure_at - interval '61 seconds'`;
  const later = await takePen(world.db, world.companyId, second.id);

  expect(second).toMatchObject({ unsureAt: first?.unsureAt, settled: false });
  expect(soon).toBeUndefined();
  expect(later).toMatchObject({ messageId: 'shown', settled: true });
});

it('finds the cards to ring for without reading all that have ever been', async () => {
  await aDraft(world, 1);
  await world.db.$executeRaw`
    INSERT INTO card (company_id, thread_id, kind, subject_id, shown)
    SELECT company_id, thread_id, kind, gen_random_uuid(), 1 FROM card, generate_series(1, 20000)`;
  await world.db.$executeRaw`ANALYZE card`;

  const plan = await world.db.$queryRaw<{ 'QUERY PLAN': string }[]>`
    EXPLAIN SELECT id FROM card
     WHERE (shown < wanted OR unsure_at < now() - interval '60 seconds') AND (lease_until IS NULL OR lease_until < now())
     ORDER BY lease_until NULLS FIRST LIMIT 500`;

  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).not.toContain('Seq Scan');
});

it('tells the approvers what came of a run, and nothing of how far the sending is', async () => {
  await set(world, 'approval.policy', 'n-of:1');
  await set(world, 'approval.channel', 'C0APPROVALS');
  const run = await aPendingRun(world, 1);
  const wanted = async () => (await world.db.card.findFirstOrThrow({ where: { kind: 'approval' } })).wanted;

  accepted(await approveRun(world, world.approver, cardOf(run)));
  const approved = await wanted();
  const share = await aShare(world);
  await showProgress(world.db, share);
  const sending = await wanted();
  await world.db.$executeRaw`UPDATE invitation SET state = 'sent', sent_at = now()`;
  await finishRun(world.db, share);

  expect([approved, sending, await wanted()]).toEqual([2, 2, 3]);
});
