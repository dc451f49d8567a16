import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { offerSetup } from '#bot/announce/offer-setup.ts';
import { showHome } from '#bot/announce/show-home.ts';
import { tellTestMail } from '#bot/announce/tell-test-mail.ts';
import { adam, olga, onboarding, rosa, said } from '../harness/chat.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';

let world: BotWorld;
let companyId: string;
beforeAll(async () => {
  world = await openBotWorld();
  companyId = world.operator.companyId;
});
afterAll(() => world.close());

const promised = (name: string) => world.db.outbox.findMany({ where: { name } });
const view = (person = rosa) => world.slack.snapshot(person).modal;
const shown = () => JSON.stringify(view()?.view ?? {});
const setting = (key: string) => world.db.setting.findFirst({ where: { companyId, key } });

async function answer(values: Record<string, string | string[]>, next: string): Promise<void> {
  await world.chat.hands.submit(rosa, view()?.id ?? '', values);
  await expect.poll(shown).toContain(next);
}

describe('the set-up', () => {
  it('is offered to nobody who could not do it', async () => {
    await world.chat.type(olga, '/muster about');
    await world.chat.message(olga, 'Muster 0.0.0');

    expect(await promised('offer-setup')).toHaveLength(0);
  });

  it('is offered to the first owner who types anything, once, in their direct conversation', async () => {
    await world.chat.type(rosa, '/muster about');
    await world.chat.message(rosa, 'Muster 0.0.0');
    await world.chat.type(adam, '/muster about');
    await world.chat.message(adam, 'Muster 0.0.0');

    const [offer, ...others] = await promised('offer-setup');
    expect(others).toEqual([]);
    const wanted = offer?.data as Parameters<typeof offerSetup>[0];
    await offerSetup(wanted, world.context);
    await offerSetup(wanted, world.context);
    const message = await world.chat.message(rosa, 'Welcome. You own Muster');
    const all = world.slack.snapshot(rosa).messages.filter((one) => said(one).includes('Welcome. You own Muster'));
    expect(all).toHaveLength(1);
    expect(message.channel).toMatch(/^D/);
    expect(said(message)).toContain('"setup"');
  });

  it('changes nothing that is left as it was filled in', async () => {
    await world.chat.press(rosa, await world.chat.message(rosa, 'Welcome. You own Muster'), 'setup');
    await expect.poll(shown).toContain('"initial_value":"Acme Capital"');

    await answer({}, 'Step 2 of 6');

    expect(await setting('company.name')).toBeNull();
    expect(await world.db.auditEntry.count({ where: { action: 'setting-changed' } })).toBe(0);
    await world.db.setup.updateMany({ data: { passed: [] } });
    await world.chat.hands.close(rosa, view()?.id ?? '');
  });

  it('asks step by step in one modal, and keeps each answer at once', async () => {
    await world.chat.press(rosa, await world.chat.message(rosa, 'Welcome. You own Muster'), 'setup');
    await expect.poll(shown).toContain('Step 1 of 6');

    await answer({ 'company.name': 'Acme Capital Ltd' }, 'Step 2 of 6');

    expect(await setting('company.name')).toMatchObject({ value: 'Acme Capital Ltd' });
  });

  it('says what is wrong with an answer, and stays at its step', async () => {
    await answer({ 'company.logo': 'http://acme.example/logo.png' }, 'begins with https://');

    expect(shown()).toContain('Step 2 of 6');
    expect(await setting('company.logo')).toBeNull();
  });

  it('goes on where nothing was answered, and remembers that it was passed', async () => {
    await answer({}, 'Step 3 of 6');
    await world.chat.hands.close(rosa, view()?.id ?? '');

    await world.chat.type(rosa, '/muster settings');
    const settings = await world.chat.message(rosa, 'These are the settings');
    await world.chat.press(rosa, settings, 'setup');

    await expect.poll(shown).toContain('Step 3 of 6');
  });

  it('sends a test mail to whoever asks, and tells them what came of it', async () => {
    await answer({ 'company.country': 'GB' }, 'Step 4 of 6');
    await answer({ 'mail.from': 'invitations@acme.example', test_mail: ['yes'] }, 'Step 5 of 6');
    const [wanted] = await promised('send-test-mail');
    const { testMailId } = z.object({ testMailId: z.string() }).parse(wanted?.data);
    await world.db.$executeRaw`UPDATE test_mail SET state = 'sent' WHERE id = ${testMailId}::uuid`;

    await tellTestMail({ companyId, testMailId }, world.context);
    await world.db.$executeRaw`UPDATE test_mail SET told_at = NULL`;
    await tellTestMail({ companyId, testMailId }, world.context);
    await tellTestMail({ companyId, testMailId }, world.context);

    await world.chat.message(rosa, 'The mail server took the test mail');
    const told = world.slack.snapshot(rosa).messages.filter((message) => said(message).includes('took the test mail'));
    expect(told).toHaveLength(1);
  });

  it('says that it went wrong where Slack does not tell who an approver is', async () => {
    const unmet = {
      id: 'U0UNMET',
      name: 'Uma',
      about: 'has just come',
      email: 'uma@example.com',
      isAdmin: false,
      isOwner: false,
      isGuest: false,
    };
    world.slack.addPerson(unmet);
    world.slack.faults.next('users.info', { error: 'user_not_found' });

    await answer({ approvers: [unmet.id] }, 'Something went wrong on our side');

    await world.chat.hands.close(rosa, view()?.id ?? '');
    await world.chat.type(rosa, '/muster settings');
    await world.chat.press(rosa, await world.chat.message(rosa, 'These are the settings'), 'setup');
    await expect.poll(shown).toContain('Step 5 of 6');
  });

  it('lets approvers be chosen whom Muster has never met', async () => {
    await answer({ approvers: [olga] }, 'Step 6 of 6');

    const grants = await world.db.permissionGrant.findMany({ where: { companyId, permission: 'approve-runs' } });
    expect(grants).toHaveLength(1);
  });

  it('tries a channel before it keeps it, and ends with what was done', async () => {
    await answer({ 'approval.channel': 'C0CLOSED' }, 'I may not speak in that channel');
    await answer(
      { 'approval.channel': 'C0APPROVALS', 'channel.summaries': onboarding },
      'is set up as far as you liked',
    );

    expect(shown()).toContain('Logo: left out');
    expect(await setting('approval.channel')).toMatchObject({ value: 'C0APPROVALS' });
    expect(await setting('channel.summaries')).toMatchObject({ value: onboarding });
    expect(world.slack.violations()).toEqual([]);
  });

  it('stands on the Home tab for as long as a step is open', async () => {
    await world.db.setup.updateMany({ data: { passed: [] } });
    await world.slack.hands.openHome(rosa);
    await expect.poll(() => world.db.home.count()).toBe(1);
    const { id: homeId } = await world.db.home.findFirstOrThrow();

    await showHome({ companyId, homeId }, world.context);

    const home = world.slack.snapshot(rosa).home;
    expect(JSON.stringify(home)).toContain('5 of 6 steps of the set-up are done');
    expect(JSON.stringify(home)).toContain('WhatsApp is simulated here');
  });
});
