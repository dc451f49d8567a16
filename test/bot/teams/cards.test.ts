import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Message } from '#bot/playground/teams/types.ts';
import { goodList } from '../../journeys/lists.ts';
import { openTeamsHouse, type TeamsHouse } from './teams-house.ts';
import { adam, chatOf, message, olga, rosa, said } from './teams-world.ts';

let house: TeamsHouse;
const chat = { conversation: chatOf(rosa) };
const approvals = '19:approvals@thread.tacv2';
const verb = (name: string) => `"verb":"${name}"`;

beforeAll(async () => {
  house = await openTeamsHouse();
  const { hands } = house.teams;
  await hands.type(rosa, { conversation: approvals }, '@Muster grant @Adam Approver approve-runs');
  await message(house.teams, rosa, 'Adam Approver may now');
  await hands.type(rosa, { conversation: approvals }, '@Muster settings approval.channel here');
  await message(house.teams, rosa, 'approval.channel is now');
  await hands.type(rosa, chat, 'settings approval.policy other-person-over:10');
  await message(house.teams, rosa, 'approval.policy is now');
});
afterAll(async () => {
  expect(house.teams.violations()).toEqual([]);
  await house.close();
});

/** From a list to the card of the drafted run. */
async function drafted(people: number, name: string): Promise<Message> {
  const { teams } = house;
  await teams.hands.type(rosa, chat, '', [goodList(people, name)]);
  const card = await message(teams, rosa, name, verb('apply'));
  await teams.hands.press(rosa, card.id, 'apply');
  await message(teams, rosa, name, verb('invite'));
  await teams.hands.press(rosa, card.id, 'invite');
  await teams.hands.submit(rosa, {});
  return message(teams, rosa, name, verb('send'));
}

const received = (name: string) =>
  house.sink.received().filter(({ rcpt }) => rcpt.includes(name.replace(/\W/g, '')) && rcpt.includes('example.com'));

const carried = (card: Message) => /"id":"([0-9a-f-]{36})","version":(\d+)/.exec(JSON.stringify(card.cards)) ?? [];

/** A press as Teams would tell of it, and tell again. */
function pressOf(card: Message, name: string, activityId: string) {
  const [, id, version] = carried(card);
  return house.teams.activity(rosa, chat, {
    ...{ type: 'invoke', name: 'adaptiveCard/action', id: activityId, replyToId: card.id },
    value: {
      action: { type: 'Action.Execute', verb: name, data: { id, version: Number(version) } },
      trigger: 'manual',
    },
  });
}

it('starts one run, however often a press is told of, as the same activity or as another', async () => {
  const { teams } = house;
  const draft = await drafted(5, 'often.csv');
  const presses = ['one', 'one', 'two', 'three'].map((id) => pressOf(draft, 'send', id));

  const answers = await Promise.all(presses.map((press) => teams.tell(press)));

  await message(teams, rosa, 'Completed', '5 people');
  expect(received('often.csv')).toHaveLength(5);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  for (const { body } of answers)
    expect(JSON.parse(body)).toMatchObject({ statusCode: 200, value: expect.any(String) });
  expect(await house.db.run.count({ where: { startedAt: { not: null } } })).toBe(1);
});

it('drafts one run of a form that is told of again', async () => {
  const { teams } = house;
  await drafted(2, 'form.csv');
  const runs = await house.db.run.count();
  const imported = await house.db.import.findFirstOrThrow({ where: { fileName: 'form.csv' } });
  const submission = (activityId: string) =>
    teams.activity(rosa, chat, {
      ...{ type: 'invoke', name: 'task/submit', id: activityId },
      value: {
        data: {
          verb: 'invite',
          dialog: '0eeeeeee-0000-4000-8000-000000000001',
          source: imported.id,
          channel: 'whatsapp',
        },
      },
    });

  await Promise.all(['a', 'a', 'b'].map((activityId) => teams.tell(submission(activityId))));

  expect(await house.db.run.count()).toBe(runs + 1);
});

it('reads no more of a button than which card it stands on', async () => {
  const { teams } = house;
  const draft = await drafted(2, 'forged.csv');
  const [, id] = carried(draft);

  await teams.hands.press(olga, draft.id, 'send', { data: { id, version: 1, userId: rosa, operatorId: rosa } });
  await teams.hands.press(rosa, draft.id, 'send-all', { data: { id: `${id}' OR 1=1`, version: 'x' } });

  expect(teams.snapshot(rosa).notices.at(-1)).toContain('I do not know');
  expect(received('forged.csv')).toHaveLength(0);
});

it('shows every row in a dialog, page by page, to who asked alone', async () => {
  const { teams } = house;
  const draft = await drafted(30, 'rows.csv');

  await teams.hands.press(rosa, draft.id, 'details');
  const first = teams.snapshot(rosa).dialog;
  await teams.hands.submit(rosa, {}, 'details');

  expect(first?.title).toBe('Details');
  expect(JSON.stringify(first)).toContain('page 1 of');
  expect(teams.snapshot(adam).dialog).toBeUndefined();
});

it('asks why a run is rejected, and tells it in the thread of who asked', async () => {
  const { teams } = house;
  const draft = await drafted(12, 'rejected.csv');
  await teams.hands.press(rosa, draft.id, 'send');
  const asked = await message(teams, adam, 'rejected.csv', 'waits for an approval');
  await teams.hands.look(adam, asked.id);

  await teams.hands.press(adam, asked.id, 'reject');
  await teams.hands.submit(adam, { reason: 'Not this week' });

  await message(teams, rosa, 'Not this week');
  expect(asked.conversation).toBe(approvals);
  expect(received('rejected.csv')).toHaveLength(0);
});

it('shows the buttons of an approver to approvers alone', async () => {
  const { teams } = house;
  const draft = await drafted(12, 'own.csv');
  await teams.hands.press(rosa, draft.id, 'send');
  const asked = await message(teams, adam, 'own.csv', 'waits for an approval');

  await teams.hands.look(adam, asked.id);
  await teams.hands.press(olga, asked.id, 'refresh');

  const seenBy = (person: string) => said(teams.snapshot(person).messages.find(({ id }) => id === asked.id) ?? asked);
  expect(seenBy(adam)).toContain(verb('approve'));
  expect(seenBy(rosa)).not.toContain(verb('approve'));
  expect(seenBy(olga)).not.toContain(verb('approve'));
  expect(teams.snapshot(olga).notices.at(-1)).toContain('approve-runs');
});

it('holds the log out in our own chat, and puts it where it may be kept once that is said', async () => {
  const { teams } = house;
  const draft = await drafted(3, 'log.csv');
  await teams.hands.press(rosa, draft.id, 'send');
  const summary = await message(teams, rosa, 'Completed', 'log.csv', verb('download'));

  await teams.hands.press(rosa, summary.id, 'download');
  const held = await message(teams, rosa, 'muster-log-');
  expect(teams.kept(held.consent?.name ?? '')).toBeUndefined();
  await teams.hands.consent(rosa, held.id, 'accept');

  const kept = await until(() => teams.kept(held.consent?.name ?? ''));
  const [header, row] = Buffer.from(kept).toString('utf8').split('\r\n');
  expect(header).toContain('Username,Name,Email,Phone');
  expect(row).toContain('logcsv0@example.com');
  await until(() => teams.messages(chat.conversation).find(({ id, files }) => id === held.id && files.length === 1));
});

it('takes no for an answer, and makes nothing', async () => {
  const { teams } = house;
  await teams.hands.type(rosa, chat, 'template');
  const held = await message(teams, rosa, 'muster-template.csv');

  await teams.hands.consent(rosa, held.id, 'decline');

  await message(teams, rosa, 'muster-template.csv was not handed over');
  expect(teams.kept('muster-template.csv')).toBeUndefined();
});

it('posts one card where Teams asks for a pause', async () => {
  const { teams } = house;
  teams.faults.next('post', { retryAfter: 1 }, { retryAfter: 1 });

  await teams.hands.type(rosa, chat, '', [goodList(2, 'pause.csv')]);

  await message(teams, rosa, 'pause.csv', verb('apply'));
  const posted = teams
    .messages(chat.conversation)
    .filter((one) => one.from === 'bot' && said(one).includes('pause.csv'));
  expect(posted).toHaveLength(1);
});

it('answers before it is done what takes long, and says in our chat how it ended', async () => {
  const { teams } = house;
  const draft = await drafted(2, 'slow.csv');
  await house.db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT id FROM run WHERE id = ${carried(draft)[1]}::uuid FOR UPDATE`;
      await teams.hands.press(rosa, draft.id, 'discard');
    },
    { timeout: 20_000 },
  );

  expect(teams.snapshot(rosa).notices.at(-1)).toContain('One moment');
  await message(teams, rosa, 'slow.csv', 'Nothing was sent');
});

it('answers what Teams asks that it does not know, and never with nothing', async () => {
  const { teams } = house;
  for (const name of [
    'composeExtension/fetchTask',
    'task/fetch',
    'task/submit',
    'fileConsent/invoke',
    'adaptiveCard/action',
  ]) {
    const answer = await teams.tell(
      teams.activity(rosa, chat, { type: 'invoke', name, value: { data: 'odd', action: 5 } }),
    );

    expect([name, answer.status]).toEqual([name, 200]);
    expect(Object.keys(JSON.parse(answer.body))).not.toEqual([]);
  }
  const odd = await teams.tell(teams.activity(rosa, chat, { type: 'invoke', name: 'handoff/action', value: {} }));
  expect(odd).toMatchObject({ status: 501, body: '{"error":"unknown-invoke"}' });
});

it('names no member in a channel', () => {
  const { teams } = house;
  const channels = ['19:onboarding@thread.tacv2', '19:general@thread.tacv2', approvals].flatMap(teams.messages);
  const words = channels
    .filter(({ from }) => from === 'bot')
    .map(said)
    .join('\n');

  expect(words).not.toMatch(/csv\d+@example\.com|\+447400/);
});

async function until<T>(look: () => T | undefined): Promise<T> {
  return expect
    .poll(look, { timeout: 15_000, interval: 30 })
    .toBeTruthy()
    .then(() => {
      const found = look();
      if (found === undefined) throw new Error('It went away again');
      return found;
    });
}
