import { afterEach, beforeEach, expect, it } from 'vitest';
import { cardShown, dropPen, type HeldCard, renewPen, takePen } from '#core/store/card-pens.ts';
import { waitingCardsOutOfDate } from '#core/store/cards.ts';
import { aDraft, aPendingRun } from '../harness/builders/runs.ts';
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
