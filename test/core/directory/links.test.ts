import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { findPerson } from '#core/directory/find-person.ts';
import { accepted, aPendingRun, aShare } from '#test/harness/builders/runs.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
let asked: string;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

// Somebody new, mailed this very moment.
beforeEach(async () => {
  await world.db.$executeRaw`UPDATE run SET state = 'completed'`;
  await world.db.$executeRaw`DELETE FROM sender`;
  await aPendingRun(world, 1);
  const share = await aShare(world);
  const [person] = await world.sending.claim(share, { after: 0, most: 1, ttlHours: 24 });
  if (!person) throw new Error('Nobody was claimed');
  asked = person.email;
  await world.sending.settle(share, [{ id: person.id, state: 'sent', messageId: '<1@acme.test>' }]);
});

async function linkStates(): Promise<string[]> {
  const { links } = accepted(await findPerson(world, world.requester, asked));
  return links.map(({ state }) => state);
}

async function was(state: string, minutesAgo: number): Promise<void> {
  await world.db.$executeRaw`
    INSERT INTO channel_link (company_id, member_id, channel, state, changed_at)
    SELECT company_id, id, 'whatsapp', ${state}::"LinkState", now() - ${minutesAgo}::int * interval '1 minute' FROM member WHERE email = ${asked}`;
}

it('who was mailed is invited', async () => {
  expect(await linkStates()).toEqual(['invited']);
});

it.each(['refused', 'revoked', 'unlinked', 'expired'])('who had %s and was mailed again is invited', async (state) => {
  await was(state, 5);

  expect(await linkStates()).toEqual(['invited']);
});

it.each(['opened', 'refused', 'revoked', 'linked'])('who was mailed and has %s since is that', async (state) => {
  await was(state, -5);

  expect(await linkStates()).toEqual([state]);
});

it('who is linked stays so, whatever is mailed', async () => {
  await was('linked', 5);

  expect(await linkStates()).toEqual(['linked']);
});

it('who has opened the link is not invited again by the late answer of a mail server', async () => {
  await was('opened', 5);
  await world.db.$executeRaw`UPDATE invitation SET opened_at = now() WHERE email = ${asked}`;

  expect(await linkStates()).toEqual(['opened']);
});
