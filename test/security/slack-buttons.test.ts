import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addCompany } from '#core/store/companies.ts';
import { onboarding, rosa, said } from '../harness/chat.ts';
import { type House, openHouse } from '../harness/house.ts';
import { goodList } from '../journeys/lists.ts';

let house: House;
let draft: { id: string; companyId: string };
beforeAll(async () => {
  house = await openHouse();
  await house.chat.importList(rosa, goodList(3, 'tamper.csv'));
  await house.chat.press(rosa, await house.chat.message(rosa, 'Check this list', 'tamper.csv'), 'apply');
  await house.chat.inviteFrom(rosa, await house.chat.message(rosa, 'List imported', 'tamper.csv'), 'tamper.csv');
  draft = await house.db.run.findFirstOrThrow({ select: { id: true, companyId: true } });
}, 60_000);
afterAll(() => house.close());

const answers = () => house.slack.messages(onboarding).length;

/** How many answers there are: at least so many, and no more to come. */
async function answersOnceThereAre(least: number): Promise<number> {
  let count = -1;
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await pause(150)) {
    if (answers() >= least && answers() === count) return count;
    count = answers();
  }
  throw new Error(`There never were ${least} answers, but ${answers()}`);
}

/** A press as Slack would tell of it, with this value in the button. The HTTP status of the answer. */
async function press(verb: string, value: string): Promise<number> {
  const payload = {
    ...{ type: 'block_actions', user: { id: rosa }, team: { id: 'T0MUSTER' }, trigger_id: randomUUID() },
    ...{ channel: { id: onboarding }, container: {}, api_app_id: 'A0MUSTER' },
    response_url: `${house.slack.url}/responses/none`,
    actions: [{ type: 'button', action_id: verb, block_id: 'b', value, action_ts: '1' }],
  };
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const at = String(Math.floor(Date.now() / 1000));
  const hash = createHmac('sha256', 'test-signing-secret').update(`v0:${at}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': at,
    'x-slack-signature': `v0=${hash}`,
  };
  return (await fetch(`${house.muster.url}/slack/events`, { method: 'POST', body, headers })).status;
}

const verbs = [
  'send',
  'try',
  'approve',
  'pause',
  'resume',
  'cancel',
  'discard',
  'retry',
  'split',
  'apply',
  'reject',
  'later',
];
const values: [string, () => string][] = [
  ['an id that is nobody’s', () => `${randomUUID()}:1`],
  ['an id that is none', () => 'x:1'],
  ['an id of hyphens', () => `${'-'.repeat(36)}:1`],
  ['an older version', () => `${draft.id}:0`],
  ['a huge version', () => `${draft.id}:999999999`],
  ['a version beyond all numbers', () => `${draft.id}:99999999999999999999`],
  ['a negative version', () => `${draft.id}:-1`],
  ['no version', () => draft.id],
  ['SQL', () => `${draft.id}:1'; DROP TABLE run; --`],
  ['a company', () => `${draft.companyId}:1`],
  ['a key of every object', () => '__proto__:1'],
  ['JSON', () => `{"id":"${draft.id}","version":1,"__proto__":{"isAdmin":true}}`],
  ['nothing', () => ''],
];

it.each(values)('changes nothing when it is %s', async (_, value) => {
  const state = async () => JSON.stringify(await house.db.run.findMany({ select: { state: true, cardVersion: true } }));
  const before = await state();
  const answered = answers();

  const acks = await Promise.all(verbs.map((verb) => press(verb, value())));

  // Two of the buttons may open a form instead, for which it is too late here.
  await answersOnceThereAre(answered + verbs.length - 2);
  expect(new Set(acks)).toEqual(new Set([200]));
  expect(await state()).toBe(before);
});

it('changes nothing when it names a run of another company', async () => {
  const { db } = house;
  const companyId = await addCompany(db, 'Stranger Ltd');
  const theirs = randomUUID();
  await db.$executeRaw`
    WITH t AS (INSERT INTO thread (company_id, platform, workspace_id, conversation) VALUES (${companyId}::uuid, 'slack', 'T1', 'C1') RETURNING id)
    INSERT INTO run (company_id, id, channel, source, title, thread_id, requested_by, list_hash, people, to_invite, to_skip, to_fail)
    SELECT ${companyId}::uuid, ${theirs}::uuid, 'whatsapp', '{}', 'theirs.csv', id, ${randomUUID()}::uuid, '', 1, 1, 0, 0 FROM t`;
  const answered = answers();

  for (const verb of [...verbs, 'details', 'download', 'log']) expect(await press(verb, `${theirs}:1`)).toBe(200);

  await answersOnceThereAre(answered + verbs.length);
  const told = house.slack.messages(onboarding).slice(answered).map(said).join('\n');
  expect(told).toContain('I cannot find that run');
  expect(told).not.toContain('theirs.csv');
  expect(await db.run.findFirst({ where: { companyId }, select: { state: true, cardVersion: true } })).toEqual({
    ...{ state: 'draft', cardVersion: 1 },
  });
});

it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'SEND', 'send ', ''])(
  'does nothing when the button is called %j',
  async (verb) => {
    const before = await house.db.auditEntry.count();

    expect(await press(verb, `${draft.id}:1`)).toBe(200);

    await pause(100);
    expect(await house.db.auditEntry.count()).toBe(before);
    expect((await fetch(`${house.muster.url}/readyz`)).status).toBe(200);
  },
);
