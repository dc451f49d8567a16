import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isPrivatePlace } from '#core/deny-place.ts';
import { mayBegin } from '#core/directory/may-begin.ts';
import type { Place } from '#core/operator.ts';
import { refusalOf, set } from '../harness/builders/runs.ts';
import { makeWorld, type World } from '../harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const at = (conversation: string, platform = 'slack'): Place => ({ ...world.place, platform, conversation });
const begins = async (place?: Place, by = world.requester) =>
  refusalOf(await mayBegin(world, { ...by, ...(place && { place }) }, 'run-invitations'));
const elsewhere = { code: 'not-in-this-channel', channels: ['C0LISTS', 'C0RUNS'] };

describe('where the company has named the channels in which something begins', () => {
  beforeEach(() => set(world, 'channel.runs', '#C0LISTS #C0RUNS'));

  it('begins in each of them, and in no other channel', async () => {
    expect(await begins(at('C0LISTS'))).toBeUndefined();
    expect(await begins(at('C0RUNS'))).toBeUndefined();
    expect(await begins(at('C0GENERAL'))).toEqual(elsewhere);
  });

  it('begins in a direct conversation, as each platform names its own', async () => {
    expect(await begins(at('D0ANA'))).toBeUndefined();
    expect(await begins(at('a:1Ana', 'teams'))).toBeUndefined();
    expect(await begins(at('C0LISTED'))).toEqual(elsewhere);
    expect(await begins(at('D0ANA', 'teams'))).toEqual(elsewhere);
    expect(await begins(at('a:1Ana'))).toEqual(elsewhere);
  });

  it('begins where nobody knows of any conversation', async () => {
    expect(await begins()).toBeUndefined();
  });

  it('says to who may not do it at all that they may not, wherever they are', async () => {
    const refusal = { code: 'not-allowed', needs: 'run-invitations' };

    expect(await begins(at('C0GENERAL'), world.onlooker)).toEqual(refusal);
    expect(await begins(at('C0RUNS'), world.onlooker)).toEqual(refusal);
  });
});

it('begins anywhere while the company has named no channel', async () => {
  expect(await begins(at('C0GENERAL'))).toBeUndefined();
});

it('keeps people out of the channels that are named for that, and of no other', async () => {
  const isPrivate = (conversation: string) => isPrivatePlace(world.db, world.companyId, at(conversation));
  const before = await isPrivate('C0WIDE');

  await set(world, 'channel.private', '#C0WIDE #C0WIDER');

  expect(before).toBe(false);
  expect(await Promise.all(['C0WIDE', 'C0WIDER', 'C0GENERAL', 'D0ANA'].map(isPrivate))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
