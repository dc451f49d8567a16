import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { showHome } from '#bot/announce/show-home.ts';
import type { OpenView } from '#bot/playground/slack/types.ts';
import { changePermission } from '#core/directory/change-permission.ts';
import { recognise } from '#core/directory/recognise.ts';
import type { Operator } from '#core/operator.ts';
import { draftRun } from '#core/runs/draft-run.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { changeSetting } from '#core/settings/change-setting.ts';
import { cardsOutOfDate } from '#core/store/cards.ts';
import { accepted, aList } from '../harness/builders/runs.ts';
import { adam, olga, rosa } from '../harness/chat.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';

let world: BotWorld;
let companyId: string;
beforeAll(async () => {
  world = await openBotWorld();
  companyId = world.operator.companyId;
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.db.home.deleteMany();
  await world.db.outbox.deleteMany();
});

/** What is promised is done: the newest state is published. */
async function published(person: string): Promise<OpenView> {
  const { id } = await world.db.home.findFirstOrThrow({ where: { userId: person } });
  await world.db.$executeRaw`UPDATE home SET shown_at = now() - interval '1 minute' WHERE shown_at IS NOT NULL`;
  await showHome({ companyId, homeId: id }, world.context);
  await world.db.outbox.deleteMany({ where: { name: 'show-home' } });
  const { home } = world.slack.snapshot(person);
  if (!home) throw new Error(`${person} has no Home tab`);
  return home;
}

async function opened(person: string): Promise<OpenView> {
  await world.slack.hands.openHome(person);
  return published(person);
}

const saying = ({ view }: OpenView) => JSON.stringify(view.blocks);
const news = () => world.db.outbox.findMany({ where: { name: 'show-home' } });

async function adamAsOperator(): Promise<Operator> {
  const known = await recognise({ db: world.db }, await profile(adam));
  return accepted(known);
}

async function profile(userId: string) {
  const person = world.slack.snapshot(userId).me;
  const { name, email, isAdmin } = person;
  return {
    ...{ platform: 'slack', workspaceId: world.place.workspaceId, userId, name, email, isAdmin },
    standing: 'colleague' as const,
  };
}

/** A run of Rosa's that waits for somebody else's yes. */
async function aRunToApprove(): Promise<string> {
  const { db, operator, place } = world;
  await adamAsOperator();
  accepted(await changeSetting({ db }, operator, { key: 'approval.policy', value: 'other-person-over:1' }));
  const importId = await aList({ db, companyId, requester: operator, place }, 3);
  const runId = accepted(
    await draftRun({ db }, operator, { place, source: { kind: 'import', importId }, channel: 'whatsapp' }),
  );
  accepted(await sendRun({ db }, operator, { id: runId, version: 1 }));
  return runId;
}

describe('the Home tab', () => {
  it('is published once somebody has opened it, and nobody else’s is', async () => {
    const home = await opened(rosa);

    expect(home.view.type).toBe('home');
    expect(saying(home)).toContain('Muster at');
    expect(await world.db.home.count()).toBe(1);
  });

  it('shows an approver what waits for them, and Approve works there', async () => {
    const runId = await aRunToApprove();
    const home = await opened(adam);
    expect(saying(home)).toContain('Waiting for your approval: 1');

    await world.slack.hands.press(adam, { viewId: home.id }, 'approve');

    await expect
      .poll(() => world.db.run.findFirstOrThrow({ where: { id: runId } }))
      .toMatchObject({ state: 'pending' });
    expect(await news()).not.toHaveLength(0);
    expect(saying(await published(adam))).toContain('Nothing waits for your approval');
  });

  it('asks back before it approves, as the card does, and asks for a reason in a dialog', async () => {
    await aRunToApprove();
    const home = await opened(adam);
    expect(saying(home)).toContain('"confirm"');

    await world.slack.hands.press(adam, { viewId: home.id }, 'reject');

    await world.chat.modal(adam, 'Reject this run');
  });

  it('never offers somebody their own run', async () => {
    await aRunToApprove();

    const home = await opened(rosa);

    expect(saying(home)).toContain('Waiting for your approval: 0');
    expect(saying(home)).toContain('Waits for approval'.toLowerCase());
  });

  it('tells who has no permission whom to ask, and shows nothing of the company', async () => {
    await aRunToApprove();

    const home = await opened(olga);

    expect(saying(home)).toContain('You have no permission here yet');
    expect(saying(home)).toContain(`<@${rosa}>`);
    expect(saying(home)).not.toContain('staff');
    expect(saying(home)).not.toContain('run.max-records');
  });

  it('is published anew when a permission, a setting or a run changes, for those who have opened it', async () => {
    const { db, operator } = world;
    await opened(olga);

    accepted(
      await changePermission({ db }, operator, 'grant', { platform: 'slack', person: olga, permission: 'view-runs' }),
    );

    expect(await news()).toHaveLength(1);
    expect(saying(await published(olga))).toContain('Last runs');
    accepted(
      await changePermission({ db }, operator, 'revoke', { platform: 'slack', person: olga, permission: 'view-runs' }),
    );
  });

  it('follows lists and runs while somebody is likely to look, and again as soon as they press something', async () => {
    const subject = { companyId, subjectId: await aRunToApprove() };
    const home = await opened(rosa);
    await cardsOutOfDate(world.db, subject);
    const seen = (await news()).length;
    await world.db.$executeRaw`UPDATE home SET opened_at = now() - interval '11 minutes'`;
    await world.db.outbox.deleteMany();

    await cardsOutOfDate(world.db, subject);
    const unseen = (await news()).length;
    await world.slack.hands.press(rosa, { viewId: home.id }, 'settings');
    await world.chat.modal(rosa, 'Muster');
    await expect.poll(news).toHaveLength(1);

    expect([seen, unseen]).toEqual([1, 0]);
  });

  it('is not written over by who has read before somebody else published', async () => {
    const first = await opened(rosa);
    const { id } = await world.db.home.findFirstOrThrow({ where: { userId: rosa } });
    await world.db.home.updateMany({ where: { id }, data: { hash: '1.stale' } });

    const home = await published(rosa);

    const calls = world.slack
      .calls()
      .filter(({ method }) => method === 'views.publish')
      .slice(-2);
    expect(calls.map(({ error }) => error)).toEqual(['hash_conflict', undefined]);
    expect(home.hash).not.toBe(first.hash);
    expect(await world.db.home.findFirstOrThrow({ where: { id } })).toMatchObject({ hash: home.hash });
  });

  it('answers what is asked for there in a modal, and leaves the conversation alone', async () => {
    const home = await opened(rosa);
    const before = world.slack.snapshot(rosa).messages.length;

    await world.slack.hands.press(rosa, { viewId: home.id }, 'settings');

    const modal = await world.chat.modal(rosa, 'Muster');
    expect(JSON.stringify(modal.view)).toContain('run.max-records');
    expect(world.slack.snapshot(rosa).messages).toHaveLength(before);
  });

  it('does not stir when the Messages tab is opened', async () => {
    await world.slack.hands.openHome(rosa, 'messages');

    expect(await world.db.home.count()).toBe(0);
    expect(world.slack.violations()).toEqual([]);
  });
});
