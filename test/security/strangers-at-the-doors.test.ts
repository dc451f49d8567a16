import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '#bot/commands/index.ts';
import type { Picker } from '#bot/platforms/define.ts';
import type { PersonOptions } from '#bot/playground/slack/options.ts';
import type { Message } from '#bot/playground/slack/types.ts';
import type { forms } from '#bot/views/forms.ts';
import { refusals } from '#bot/wording/refusals.ts';
import { changePermission } from '#core/directory/change-permission.ts';
import { recognise } from '#core/directory/recognise.ts';
import { Permission } from '#core/permission.ts';
import { cancelRun } from '#core/runs/cancel-run.ts';
import { pauseRun } from '#core/runs/pause-run.ts';
import { runReport } from '#core/runs/run-report.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { startNextRun } from '#core/runs/start-next-run.ts';
import type { Profile } from '#core/store/operators.ts';
import type { RunState } from '#prisma/generated/enums.ts';
import { type CardWorld, openCardWorld } from '../bot/card-world.ts';
import { accepted, aList, cardOf } from '../harness/builders/runs.ts';
import { onboarding, rosa, said } from '../harness/chat.ts';
import { goodList } from '../journeys/lists.ts';
import { everyRow } from './every-row.ts';

type Kind = { told: Partial<PersonOptions>; standing: Exclude<Profile['standing'], 'colleague'> };

const kinds: Record<string, Kind> = {
  'a guest of one channel': { told: { isGuest: true, isUltraRestricted: true }, standing: 'guest' },
  'a guest of several channels': { told: { isGuest: true }, standing: 'guest' },
  'somebody of another organisation': { told: { teamId: 'T0OTHER' }, standing: 'outsider' },
  'an owner of another organisation': {
    told: { teamId: 'T0OTHER', isAdmin: true, isOwner: true },
    standing: 'outsider',
  },
  'somebody who left': { told: { deleted: true }, standing: 'gone' },
  'an administrator who left': { told: { deleted: true, isAdmin: true }, standing: 'gone' },
  'a bot': { told: { isBot: true }, standing: 'outsider' },
};
const strangers = Object.entries(kinds).map(([name, kind], index) => ({ name, id: `U0STRANGER${index}`, ...kind }));
type Stranger = (typeof strangers)[number];

let world: CardWorld;
let checked: string;
let applied: string;
let cards: { state: RunState; card: Message; verbs: string[] }[];
let allButtons: Message;
let before: Record<string, string>;
// Each request is noted, and who was seen last; nothing else may differ.
const rows = async () => ({
  ...(await everyRow(world.db, ['inbound_event', 'chat_user'])),
  people: await world.db.chatUser.findMany({ omit: { seenAt: true }, orderBy: { userId: 'asc' } }),
});

beforeAll(async () => {
  world = await openCardWorld();
  await everyCard();
  for (const { id, name, told } of strangers) await ownerOnce(id, name, told);
  // From now on it is known what they are.
  for (const { id } of strangers) await answeredAfter(id, 1, () => world.chat.type(id, '/muster help'));
  before = await everything();
}, 60_000);
afterAll(() => world.close());

const everything = async () => JSON.parse(JSON.stringify(await rows()));

/** A run in each state that has buttons, with its card; a list that waits for a decision, and one that is in. */
async function everyCard(): Promise<void> {
  const { db, operator, place } = world;
  const company = { db, companyId: operator.companyId, requester: operator, place };
  applied = await aList(company, 2);
  checked = await aList(company, 2);
  await db.import.updateMany({ where: { id: checked }, data: { state: 'ready' } });

  const ref = async (id: string) => {
    const report = await runReport(db, operator.companyId, id);
    if (!report) throw new Error(`There is no run ${id}`);
    return cardOf(report);
  };
  const sent = async (people?: number) => {
    const id = await world.aDraft(people);
    accepted(await sendRun({ db }, operator, await ref(id)));
    return id;
  };
  const draft = await world.aDraft(8);
  const asked = await sent(60);
  const paused = await sent();
  await startNextRun(db, operator.companyId);
  accepted(await pauseRun({ db }, operator, await ref(paused)));
  const cancelled = await sent();
  accepted(await cancelRun({ db }, operator, await ref(cancelled)));
  const waiting = await sent();
  await world.tell();

  cards = [];
  for (const id of [draft, asked, paused, cancelled, waiting]) {
    const card = world.slack.messages(onboarding).find((one) => said(one).includes(`${id}:`));
    const { state } = await db.run.findFirstOrThrow({ where: { id } });
    if (!card) throw new Error(`There is no card of the run that is ${state}`);
    cards.push({ state, card, verbs: verbsOn(card) });
  }
  allButtons = await messageWithAllButtons(`${draft}:${(await ref(draft)).version}`);
}

const verbsOn = ({ blocks = [] }: Message): string[] =>
  blocks.flatMap((block) =>
    block.type === 'actions' ? block.elements.flatMap((one) => (one.type === 'button' && one.action_id) || []) : [],
  );

/** What the bot never says at once: a button for each command that there is. */
async function messageWithAllButtons(draft: string): Promise<Message> {
  const value = (verb: string) => {
    if (verb === 'apply' || verb === 'discard') return `${checked}:1`;
    return verb === 'invite' ? `${applied}:1` : draft;
  };
  const elements = commands.map(({ name }) => ({
    ...{ type: 'button', action_id: name, value: value(name) },
    text: { type: 'plain_text', text: name },
  }));
  const blocks = [0, 25].map((from) => ({ type: 'actions', elements: elements.slice(from, from + 25) }));
  const answer = await fetch(`${world.slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: 'Bearer xoxb-test-token', 'content-type': 'application/json' },
    body: JSON.stringify({ channel: onboarding, text: 'All buttons', blocks }),
  });
  expect(await answer.json()).toMatchObject({ ok: true });
  return world.chat.message(rosa, 'All buttons');
}

/** They owned the company and held every permission by name, before Slack called them what they are. */
async function ownerOnce(userId: string, name: string, told: Partial<PersonOptions>): Promise<void> {
  const { db, operator, slack } = world;
  const who = { platform: 'slack', workspaceId: 'T0MUSTER', userId, name };
  accepted(await recognise({ db }, { ...who, isAdmin: true, standing: 'colleague' }));
  for (const permission of Permission.options)
    accepted(await changePermission({ db }, operator, 'grant', { platform: 'slack', person: userId, permission }));

  const email = `${userId.toLowerCase()}@example.com`;
  slack.addPerson({ id: userId, name, about: '', email, isAdmin: false, isOwner: false, isGuest: false, ...told });
}

const direct = (person: string) => `D${person.slice(1)}`;

const bot = 'U0MUSTER';

/** What one person is shown from now on: private messages, answers to them alone, dialogs and their Home tab. Nobody else does anything meanwhile. */
function watch(person: string): () => string[] {
  const messages = () =>
    world.slack
      .snapshot(person)
      .messages.filter(
        ({ onlyFor, channel, user }) => onlyFor === person || (channel === direct(person) && user === bot),
      );
  const calls = world.slack.calls().length;
  const earlier = messages().length;
  const views = () =>
    world.slack
      .calls()
      .slice(calls)
      .filter(({ method }) => method === 'views.update' || method === 'views.publish');
  return () => [...messages().slice(earlier).map(said), ...views().map(({ body }) => JSON.stringify(body['view']))];
}

/** What they were shown because of this, once so many answers are there. */
async function answeredAfter(person: string, answers: number, act: () => Promise<unknown>): Promise<string[]> {
  const shown = watch(person);
  await act();
  for (const deadline = Date.now() + 10_000; Date.now() < deadline && shown().length < answers; ) await pause(10);
  expect(shown()).toHaveLength(answers);
  return shown();
}

/** One sentence, and nothing of anybody. */
function expectRefused({ standing }: Stranger, answers: string[]): void {
  const sentence = refusals['not-a-colleague']({ code: 'not-a-colleague', standing });
  for (const answer of answers) {
    expect(answer).toContain(sentence);
    expect(answer).not.toMatch(/@example\.com|@acme\.test|\+44|list\.csv|Pia|Rosa/);
  }
}

async function expectUnchanged(): Promise<void> {
  expect(await everything()).toEqual(before);
}

// As somebody would type it who may: without words where there is none.
const words: Record<string, string> = {
  who: 'p1.l1@acme.test',
  numbers: 'p1',
  erase: 'p1.l1@acme.test',
  settings: 'run.max-records 1',
  grant: `@U0OLGA view-runs`,
  revoke: `@U0ADAM approve-runs`,
};
const RUN_VERBS = ['send', 'try', 'split', 'approve', 'reject', 'pause', 'resume', 'cancel', 'retry', 'discard'];

const typedLine = ({ name }: { name: string }) => {
  const runId = cards[0]?.card ? /([0-9a-f-]{36}):/.exec(said(cards[0].card))?.[1] : '';
  return `${name} ${words[name] ?? (RUN_VERBS.includes(name) ? runId : '')}`.trim();
};

const FORM = 'application/x-www-form-urlencoded';

/** As Slack signs and sends what somebody did. */
async function interact(payload: object): Promise<Response> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const at = String(Math.floor(Date.now() / 1000));
  const hash = createHmac('sha256', 'test-signing-secret').update(`v0:${at}:${body}`).digest('hex');
  const headers = { 'content-type': FORM, 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${hash}` };
  return fetch(world.events, { method: 'POST', body, headers });
}

const common = (person: string) => ({
  ...{ user: { id: person }, team: { id: 'T0MUSTER' }, api_app_id: 'A0MUSTER', trigger_id: randomUUID() },
  ...{ is_enterprise_install: false, enterprise: null },
});

type FormKind = keyof typeof forms;

/** Each form that there is, filled in. Who was refused has none open; this is what somebody sends who had, or who makes it up. */
const filled: Record<FormKind, () => { id: string; carried?: object; values: object }> = {
  'import-form': () => ({
    id: 'import',
    values: { file: { file: { type: 'file_input', files: [{ id: 'F1', name: 'list.csv' }] } } },
  }),
  'invite-form': () => ({
    id: 'invite',
    values: {
      source: { source: { type: 'external_select', selected_option: { value: applied } } },
      channel: { channel: { type: 'static_select', selected_option: { value: 'whatsapp' } } },
    },
  }),
  'reject-form': () => ({
    id: 'reject',
    carried: { id: runIn('awaiting_approval'), version: 2 },
    values: { reason: { reason: { type: 'plain_text_input', value: 'no' } } },
  }),
  'later-form': () => ({
    id: 'later',
    carried: { id: runIn('draft'), version: 1 },
    values: { at: { at: { type: 'datetimepicker', selected_date_time: Math.floor(Date.now() / 1000) + 7_200 } } },
  }),
  'setup-form': () => ({
    id: 'setup',
    carried: { step: 'name' },
    values: { 'company.name': { 'company.name': { type: 'plain_text_input', value: 'Evil Ltd' } } },
  }),
  'erase-form': () => ({ id: 'erase', carried: { asked: 'p1.l1@acme.test' }, values: {} }),
};

const runIn = (state: RunState) => {
  const card = cards.find((one) => one.state === state)?.card;
  return card && /([0-9a-f-]{36}):/.exec(said(card))?.[1];
};

const submission = (person: string, { id, carried, values }: ReturnType<(typeof filled)[FormKind]>) => ({
  ...common(person),
  type: 'view_submission',
  view: {
    ...{ id: `V${randomUUID()}`, type: 'modal', callback_id: id, app_installed_team_id: 'T0MUSTER' },
    private_metadata: JSON.stringify({ conversation: onboarding, ...carried }),
    state: { values },
  },
});

const pickers: Record<Picker, string> = { lists: 'source', units: 'units' };

const suggestion = (person: string, actionId: string) => ({
  ...common(person),
  ...{ type: 'block_suggestion', action_id: actionId, block_id: actionId, value: '' },
  ...{ container: { type: 'view', view_id: 'V0' }, view: { id: 'V0', app_installed_team_id: 'T0MUSTER' } },
});

it('has cards with every button that acts on a run', () => {
  const verbs = new Set(cards.flatMap((one) => one.verbs));

  expect(cards.map(({ state }) => state)).toEqual([
    ...['draft', 'awaiting_approval', 'paused', 'cancelled', 'pending'],
  ]);
  expect([...verbs].sort()).toEqual(
    expect.arrayContaining(['approve', 'cancel', 'details', 'discard', 'download', 'reject', 'resume', 'send', 'try']),
  );
});

describe.each(strangers)('$name', (stranger) => {
  const { id } = stranger;

  it('types every command in vain, in a channel and to the bot alone', async () => {
    const answers = await answeredAfter(id, 2 * commands.length, async () => {
      for (const command of commands) {
        await world.chat.type(id, `/muster ${typedLine(command)}`);
        await world.chat.hands.type(id, { channel: direct(id) }, typedLine(command));
      }
    });

    expectRefused(stranger, answers);
    await expectUnchanged();
  });

  it('presses every button of every card in vain', async () => {
    const presses = cards.flatMap(({ card, verbs }) => verbs.map((verb) => ({ card, verb })));
    const all = [...presses, ...commands.map(({ name }) => ({ card: allButtons, verb: name }))];

    const answers = await answeredAfter(id, all.length, async () => {
      for (const { card, verb } of all) await world.chat.press(id, card, verb);
    });

    expectRefused(stranger, answers);
    await expectUnchanged();
  });

  it('sends every form in vain', async () => {
    const all = Object.values(filled);

    const answers = await answeredAfter(id, all.length, async () => {
      for (const form of all) expect((await interact(submission(id, form()))).status).toBe(200);
    });

    expectRefused(stranger, answers);
    await expectUnchanged();
  });

  it.each(Object.entries(pickers))('is offered no %s', async (_, actionId) => {
    const answer = await interact(suggestion(id, actionId));

    expect(await answer.json()).toEqual({ options: [] });
    await expectUnchanged();
  });

  it('gives files in vain: with a mention, to the bot alone, and by the shortcut', async () => {
    const { hands } = world.chat;
    const file = goodList(1, `${id}.csv`);

    const answers = await answeredAfter(id, 3, async () => {
      await hands.type(id, { channel: onboarding }, '<@U0MUSTER> import', [file]);
      await hands.type(id, { channel: direct(id) }, '', [file]);
      const message = world.slack.messages(onboarding).findLast(({ user }) => user === id);
      if (message) await hands.shortcut(id, message, 'import_message');
    });

    expectRefused(stranger, answers);
    await expectUnchanged();
  });

  it('sees nothing on the Home tab', async () => {
    const answers = await answeredAfter(id, 1, () => world.chat.hands.openHome(id));

    expectRefused(stranger, answers);
    await expectUnchanged();
  });
});

it('would have done all this for Rosa', async () => {
  const [draft] = cards;
  expect(await (await interact(suggestion(rosa, 'source'))).json()).not.toEqual({ options: [] });
  if (draft) await world.chat.press(rosa, draft.card, 'send');
  await world.chat.press(rosa, allButtons, 'apply');
  await interact(submission(rosa, filled['setup-form']()));
  await interact(submission(rosa, filled['erase-form']()));

  const state = async () => ({
    run: (await world.db.run.findFirstOrThrow({ where: { id: runIn('draft') ?? '' } })).state,
    list: (await world.db.import.findFirstOrThrow({ where: { id: checked } })).state,
    renamed: await world.db.setting.count({ where: { value: 'Evil Ltd' } }),
    erased: await world.db.auditEntry.count({ where: { action: 'person-erased' } }),
  });
  await expect.poll(state).toEqual({ run: 'pending', list: 'applied', renamed: 1, erased: 1 });
});

it('says nothing to strangers of what they post beside it, and keeps nothing of it', async () => {
  const held = await world.db.heldFile.count();
  const [stranger] = strangers;
  if (!stranger) throw new Error('There is nobody strange');
  const shown = watch(stranger.id);

  await world.chat.hands.type(stranger.id, { channel: 'C0GENERAL' }, 'look', [goodList(1, 'beside.csv')]);
  // It ends once everything that was heard is answered.
  await world.bot.stop();

  expect([await world.db.heldFile.count(), shown()]).toEqual([held, []]);
});
