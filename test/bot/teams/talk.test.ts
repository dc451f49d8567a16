import { afterAll, beforeAll, expect, it } from 'vitest';
import { people } from '#bot/playground/teams/cast.ts';
import {
  adam,
  chatOf,
  message,
  olga,
  onboarding,
  openTeamsWorld,
  rosa,
  said,
  strangers,
  type TeamsWorld,
} from './teams-world.ts';

let world: TeamsWorld;
beforeAll(async () => {
  world = await openTeamsWorld();
});
afterAll(async () => {
  expect(world.teams.violations()).toEqual([]);
  await world.close();
});

const [guest, other] = strangers;
const last = () => world.teams.answers().at(-1);
const inChannel = () => world.teams.messages(onboarding).map(said).join('\n');

it('answers a command in our own chat, there', async () => {
  await world.teams.hands.type(rosa, { conversation: chatOf(rosa) }, 'about');

  const answer = await message(world.teams, rosa, 'Muster 0.0.0 for example.com');
  expect(answer.conversation).toBe(chatOf(rosa));
  expect(last()).toMatchObject({ status: 200 });
});

it('answers who asks in a channel in their own chat, and says in the thread that it has', async () => {
  await world.teams.hands.type(adam, { conversation: onboarding }, '@Muster help');

  const answer = await message(world.teams, adam, 'This is what I can do');
  const word = await message(world.teams, olga, 'I have answered you in our chat.');
  const asked = await message(world.teams, adam, '@Muster help');
  expect(answer.conversation).toBe(chatOf(adam));
  expect(word).toMatchObject({ conversation: onboarding, root: asked.id });
  expect(inChannel()).not.toContain('This is what I can do');
});

it('hears nothing in a channel that is not for it', async () => {
  const heard = world.teams.answers().length;

  await world.teams.hands.type(adam, { conversation: onboarding }, 'help each other');

  expect(world.teams.answers()).toHaveLength(heard);
});

it('gives a permission to whoever is mentioned, by their Entra id and not by their name', async () => {
  await world.teams.hands.type(rosa, { conversation: onboarding }, '@Muster grant @Olga Onlooker view-runs');

  await message(world.teams, rosa, 'may now see runs');
  const grants = await world.db.permissionGrant.findMany({ include: { operator: { include: { chatUsers: true } } } });
  expect(grants.map(({ operator }) => operator.chatUsers.map(({ userId }) => userId))).toEqual([[olga]]);
});

it('reads addresses and signs as they were typed, whatever Teams makes of them', async () => {
  const text = 'who&nbsp;[pat@example.com](mailto:pat@example.com)';
  const activity = world.teams.activity(rosa, { conversation: chatOf(rosa) }, { type: 'message', text });

  await world.teams.tell(activity);

  await message(world.teams, rosa, 'I do not know pat@example.com');
});

it('refuses guests, and people of another organisation who are called like one of ours', async () => {
  for (const stranger of [guest, other]) {
    await world.teams.hands.type(
      stranger?.id ?? '',
      { conversation: onboarding },
      '@Muster settings run.max-records 5',
    );
  }

  for (const stranger of [guest, other]) {
    await message(
      world.teams,
      stranger?.id ?? '',
      'Only people of the organisation that Muster belongs to can use it.',
    );
  }
  expect(await world.db.setting.count()).toBe(0);
  expect(await world.db.chatUser.count({ where: { userId: { in: strangers.map(({ id }) => id) } } })).toBe(0);
});

it('takes nobody at their word for who they are', async () => {
  const [rosaHerself] = people;
  const from = { id: '29:1U0OLGA', name: rosaHerself?.name, aadObjectId: rosa };
  const activity = world.teams.activity(olga, { conversation: onboarding }, { from });

  await world.teams.tell({ ...activity, type: 'message', text: '<at>Muster</at> settings run.max-records 6' });

  expect(last()).toMatchObject({ status: 200 });
  expect(await world.db.setting.count()).toBe(0);
});

it('knows an id in whatever letters it is written', async () => {
  const from = { id: '29:1U0ROSA', name: 'Rosa', aadObjectId: rosa.toUpperCase() };
  const activity = world.teams.activity(rosa, { conversation: chatOf(rosa) }, { from });

  await world.teams.tell({ ...activity, type: 'message', text: 'numbers' });

  await message(world.teams, rosa, 'There is no such corporate number');
});

it('does once what is told twice', async () => {
  const where = { conversation: chatOf(rosa) };
  const activity = world.teams.activity(rosa, where, { type: 'message', id: 'twice', text: 'connect' });
  const before = await world.db.inboundEvent.count();

  await Promise.all([world.teams.tell(activity), world.teams.tell(activity)]);
  await world.teams.tell(activity);

  expect(await world.db.inboundEvent.count()).toBe(before + 1);
  expect(world.teams.messages(chatOf(rosa)).filter((one) => said(one).includes('connect'))).toHaveLength(1);
});

it('says each answer once where Teams asks for a pause', async () => {
  world.teams.faults.next('post', { retryAfter: 1 });

  await world.teams.hands.type(rosa, { conversation: chatOf(rosa) }, 'template');

  await message(world.teams, rosa, 'muster-template.csv');
  expect(world.teams.messages(chatOf(rosa)).filter((one) => one.consent?.name === 'muster-template.csv')).toHaveLength(
    1,
  );
});

it('says nothing twice of which it does not know whether Teams has it', async () => {
  world.teams.faults.next('post', { status: 502, takesEffect: true });

  await world.teams.hands.type(rosa, { conversation: chatOf(rosa) }, 'queue');

  await message(world.teams, rosa, 'Nothing is being sent');
  expect(world.teams.messages(chatOf(rosa)).filter((one) => said(one).includes('Nothing is being sent'))).toHaveLength(
    1,
  );
  expect(last()?.status).toBe(200);
});

it('greets who installs it, once, and offers the set-up to the owner alone', async () => {
  await world.teams.hands.install(adam, chatOf(adam));
  await world.teams.hands.install(adam, chatOf(adam));

  await message(world.teams, adam, 'This is what I can do');
  expect(world.teams.messages(chatOf(adam)).filter((one) => said(one).includes('This is what I can do'))).toHaveLength(
    2,
  );
  const offers = await world.db.outbox.findMany({ where: { name: 'offer-setup' } });
  const owner = await world.db.operator.findFirstOrThrow({ where: { email: 'rosa@example.com' } });
  expect(offers.map(({ data }) => data)).toEqual([expect.objectContaining({ operatorId: owner.id })]);
});

it('forgets a conversation that it was taken out of', async () => {
  const known = () => world.db.teamsChat.count({ where: { id: chatOf(olga) } });
  await world.teams.hands.type(olga, { conversation: chatOf(olga) }, 'about');
  expect(await known()).toBe(1);

  await world.teams.hands.uninstall(olga, chatOf(olga));

  expect(await known()).toBe(0);
});

it('answers before it is done though Teams itself is slow, and says in our chat how it ended', async () => {
  await forgetWhoPeopleAre();
  const { teams } = world;
  teams.faults.next('member', { delayMs: 2_500 });
  const press = teams.activity(
    adam,
    { conversation: onboarding },
    {
      ...{ type: 'invoke', name: 'adaptiveCard/action', replyToId: '1' },
      value: { action: { type: 'Action.Execute', verb: 'frobnicate', data: {} }, trigger: 'manual' },
    },
  );

  const answer = await teams.tell(press);

  expect(answer.body).toContain('One moment');
  await message(teams, adam, 'I do not know “frobnicate”');
});

/** What the roster said counts for a minute. */
async function forgetWhoPeopleAre(): Promise<void> {
  await world.close();
  world = await openTeamsWorld();
}
