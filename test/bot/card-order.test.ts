import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onboarding, said } from '../harness/chat.ts';
import { type CardWorld, openCardWorld, until } from './card-world.ts';

let world: CardWorld;
beforeEach(async () => {
  world = await openCardWorld();
});
afterEach(() => world.close());

const shownInChannel = () => world.slack.messages(onboarding).map(said);

describe('a card shows the newest state in the end', () => {
  it('when an edit arrives after a newer one', async () => {
    const card = await aChangedCard();
    world.slack.faults.next('chat.update', { lateMs: 3_000, dropConnection: true });
    await expect(world.show(card)).rejects.toThrow();
    await world.db.import.updateMany({ data: { fileName: 'newer.csv' } });
    await world.changed(card);
    await world.show(card);
    await until(() => world.visible().length === 1);

    await world.aMinutePasses();
    await world.show(card);

    expect(shownInChannel()).toEqual([expect.stringContaining('newer.csv')]);
  });

  it('when whoever was held up edits it after somebody else', async () => {
    const card = await aChangedCard();
    world.slack.faults.next('chat.update', { lateMs: 3_000 });
    const heldUp = world.show(card);
    await until(() => world.calls('chat.update') === 1);
    await world.penExpires();
    await world.db.import.updateMany({ data: { fileName: 'newer.csv' } });
    await world.show(card);
    await world.db.outbox.deleteMany();

    await heldUp;
    const rung = await world.db.outbox.count();
    await world.show(card);

    expect(rung).toBe(1);
    expect(shownInChannel()).toEqual([expect.stringContaining('newer.csv')]);
  });

  async function aChangedCard(): Promise<string> {
    const card = await world.aNewCard();
    await world.show(card);
    await world.changed(card);
    return card;
  }
});

describe('a thread without a root', () => {
  it('is begun by the card of its run, although the summary is to be told as well', async () => {
    const { card, summary } = await world.aRunWithSummary();
    world.slack.faults.next('chat.postMessage', { status: 500 });

    await expect(world.show(card)).rejects.toThrow();
    await expect(world.show(summary)).rejects.toMatchObject({ retry: { afterMs: 1_000 } });
    await world.show(card);
    await world.show(summary);

    const [root, reply, ...more] = world.slack.messages(onboarding);
    expect(root?.ts).toBe((await world.row(card)).messageId);
    expect(reply?.threadTs).toBe(root?.ts);
    expect(more).toEqual([]);
  });

  it('does not wait for a card that Slack refuses', async () => {
    const { card, summary } = await world.aRunWithSummary();
    world.slack.faults.next('chat.postMessage', { error: 'msg_too_long' });

    await expect(world.show(card)).rejects.toMatchObject({ retry: 'never' });
    await world.show(summary);

    expect(world.slack.messages(onboarding)).toHaveLength(1);
  });

  it('is begun anew in its conversation when its root has been deleted', async () => {
    world.place.root = await world.platform.say(world.place, { kind: 'too-late' });
    const card = await world.aNewCard();
    await world.platform.remove(world.place, world.place.root);

    await world.show(card);

    expect(world.visible()).toHaveLength(1);
    expect(world.visible()[0]?.threadTs).toBeUndefined();
  });
});
