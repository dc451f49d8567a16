import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Card } from '#bot/playground/teams/types.ts';
import { needs } from '../harness/needs.ts';
import { APPROVER } from './page-fake.ts';
import { approver, asker, CHANNEL, chatOf, makeTeamsPageWorld } from './page-teams-fake.ts';
import { openBrowser, visit } from './page-world.ts';

const card = (...body: object[]): Card => ({ type: 'AdaptiveCard', version: '1.5', body });
const words = (text: string) => ({ type: 'TextBlock', text, wrap: true });
const buttons = (...actions: object[]) => ({ type: 'ActionSet', actions });
const execute = (title: string, verb: string, data: object) => ({ type: 'Action.Execute', title, verb, data });

describe.skipIf(!needs('chromium'))('Teams in the playground', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  async function arrive(prepare: (world: Awaited<ReturnType<typeof makeTeamsPageWorld>>) => unknown = () => {}) {
    const world = await makeTeamsPageWorld();
    prepare(world);
    const { page, errors, close } = await visit(browser, world.url);
    await page.getByRole('radio', { name: 'Slack' }).focus();
    await page.keyboard.press('ArrowRight');
    const talk = page.getByRole('region', { name: 'Teams' });
    await talk.waitFor();
    return {
      ...{ ...world, page, talk },
      async leave() {
        await close();
        await world.close();
        expect(errors).toEqual([]);
      },
    };
  }

  it('goes over to Teams and back by keyboard, as the same person, and stays there when the page is loaded anew', async () => {
    const { page, talk, leave } = await arrive();
    await page.getByRole('radio', { name: APPROVER.name }).check();

    await page.reload();
    await talk.getByRole('textbox', { name: 'Message Muster' }).waitFor();

    expect(new URL(page.url()).search).toBe('?chat=teams');
    expect(await page.getByRole('radio', { name: APPROVER.name }).isChecked()).toBe(true);
    await page.getByRole('radio', { name: 'Teams' }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('region', { name: 'Conversation' }).waitFor();
    expect(new URL(page.url()).search).toBe('');
    await leave();
  });

  it('says that Teams is still starting, until it is not', async () => {
    const { teams, talk, leave } = await arrive(({ teams }) => {
      teams.ready = false;
    });
    await talk.getByText('Teams is still starting…').waitFor();

    teams.ready = true;
    teams.changed();

    await talk.getByText('Teams is still starting…').waitFor({ state: 'hidden' });
    await leave();
  });

  it('draws cards with names, progress and emphasis, and takes nothing of what others wrote for more than words', async () => {
    const hostile = '<img src=x onerror=alert(1)> [here](javascript:alert(1)) <at>Nobody</at>';
    const { talk, leave } = await arrive(({ teams }) =>
      teams.post({
        cards: [
          {
            ...card(words('**Invited** by <at>Theo</at>'), words(hostile), {
              ...{ type: 'ProgressBar', value: 40, max: 100 },
              fallback: words('▓▓░░░'),
            }),
            msteams: {
              entities: [{ type: 'mention', text: '<at>Theo</at>', mentioned: { id: '29:U2', name: 'Theo' } }],
            },
          },
        ],
      }),
    );

    const article = talk.getByRole('article', { name: 'Muster' });

    expect(await article.locator('strong', { hasText: 'Invited' }).count()).toBe(1);
    expect(await article.locator('.mention').allTextContents()).toEqual(['Theo']);
    expect(await article.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('40');
    expect(await article.locator('img, a').count()).toBe(0);
    expect(await article.textContent()).toContain('<at>Nobody</at>');
    expect(await article.textContent()).not.toContain('▓');
    await leave();
  });

  it('presses the one of several buttons with a verb, and shows the answer there until it is put away', async () => {
    const { teams, page, talk, leave } = await arrive(({ teams }) => {
      teams.post({
        cards: [card(buttons(execute('First', 'details', { id: '1' }), execute('Second', 'details', { id: '2' })))],
      });
      teams.answer = ({ name }) => void (name === 'press' && teams.say('notices', asker, 'You may not do that.'));
    });
    await talk.getByRole('button', { name: 'Second' }).press('Enter');
    await talk.getByRole('alert').getByText('You may not do that.').waitFor();

    const [call] = teams.calls;
    await page.getByRole('button', { name: 'Dismiss the answer' }).click();

    expect(call).toEqual({
      name: 'press',
      args: [asker, teams.messages[0]?.id, 'details', { data: { id: '2' } }],
    });
    expect(await talk.getByText('You may not do that.').count()).toBe(0);
    await leave();
  });

  it('unfolds the question of a button, and presses only on its own button', async () => {
    const asking = { ...card(words('Approve this run?')), actions: [execute('Approve 12', 'approve', { id: '1' })] };
    const { teams, talk, leave } = await arrive(({ teams }) =>
      teams.post({ cards: [card(buttons({ type: 'Action.ShowCard', title: 'Approve', card: asking }))] }),
    );
    await talk.getByRole('button', { name: 'Approve', exact: true }).press('Enter');
    const before = teams.calls.length;

    await talk.getByRole('button', { name: 'Approve 12' }).press('Enter');

    await expect.poll(() => teams.calls.length).toBe(1);
    expect(before).toBe(0);
    await leave();
  });

  it('has a card show itself anew, once, to whom it names and to nobody else', async () => {
    const refresh = { action: execute('', 'refresh', { id: '1' }), userIds: ['29:U2'] };
    const { teams, page, talk, leave } = await arrive(({ teams }) =>
      teams.post({ conversation: CHANNEL.id, cards: [{ ...card(words('Approval needed')), refresh }] }),
    );
    await page.getByRole('navigation').getByRole('button', { name: 'onboarding' }).click();
    await talk.getByText('Approval needed').waitFor();
    const before = teams.calls.length;

    await page.getByRole('radio', { name: APPROVER.name }).check();
    await expect.poll(() => teams.calls.length).toBe(1);
    teams.post({ text: 'something else', conversation: CHANNEL.id });
    await talk.getByText('something else').waitFor();

    expect(before).toBe(0);
    expect(teams.calls).toEqual([{ name: 'look', args: [approver, teams.messages[0]?.id] }]);
    await leave();
  });

  it('shows replies below their post, and answers there', async () => {
    const { teams, page, talk, leave } = await arrive(({ teams }) => {
      const first = teams.post({ conversation: CHANNEL.id, text: 'first post' });
      teams.post({ conversation: CHANNEL.id, text: 'second post' });
      teams.post({ conversation: CHANNEL.id, root: first.id, text: 'late reply', onlyFor: asker });
    });
    await page.getByRole('navigation').getByRole('button', { name: 'onboarding' }).click();
    await talk.getByText('late reply').waitFor();
    const said = await talk.getByRole('article').allTextContents();

    await talk.getByRole('button', { name: 'Reply' }).first().press('Enter');
    const box = talk.getByRole('textbox', { name: 'Reply in onboarding' });
    await box.pressSequentially('@mus');
    await box.press('Tab');
    await talk.getByRole('option', { name: /^runs/ }).waitFor();
    await box.pressSequentially('help');
    await box.press('Enter');

    await expect.poll(() => teams.calls.length).toBe(1);
    expect(said.map((one) => /(first|late|second)/.exec(one)?.[1])).toEqual(['first', 'late', 'second']);
    expect(said[1]).toContain('Only you can see this message');
    const where = { conversation: CHANNEL.id, root: teams.messages[0]?.id };
    expect(teams.calls[0]).toEqual({ name: 'type', args: [asker, where, '@Muster help', []] });
    await leave();
  });

  it('attaches the sample list in the chat with the bot, and takes no files in a channel', async () => {
    const { teams, page, talk, leave } = await arrive();

    await talk.getByRole('button', { name: 'Attach the sample list' }).click();
    await talk.getByRole('button', { name: 'Remove sample.csv' }).waitFor();
    await talk.getByRole('textbox', { name: 'Message Muster' }).press('Enter');
    await expect.poll(() => teams.calls.length).toBe(1);
    await page.getByRole('navigation').getByRole('button', { name: 'onboarding' }).click();

    expect(teams.calls[0]?.args.slice(0, 3)).toEqual([asker, { conversation: chatOf(asker) }, '']);
    expect(teams.calls[0]?.args[3]).toMatchObject([{ name: 'sample.csv' }]);
    expect(await talk.getByLabel('Attach files').isVisible()).toBe(false);
    await leave();
  });

  it('sends a dialog only when it is filled in, with what was picked among what the bot offers', async () => {
    const pick = {
      ...{ type: 'Input.ChoiceSet', id: 'source', label: 'List', style: 'filtered', choices: [] },
      ...{ isRequired: true, errorMessage: 'Choose a list', 'choices.data': { type: 'Data.Query', dataset: 'lists' } },
    };
    const tick = { type: 'Input.Toggle', id: 'below', title: 'And below', value: 'true' };
    const send = { type: 'Action.Submit', title: 'Prepare', data: { verb: 'invite', dialog: 'd1' } };
    const { teams, page, leave } = await arrive(({ teams }) => {
      teams.found = [{ title: 'sample.csv', value: 'list-1' }];
      teams.dialogs.set(asker, { title: 'Invite people', card: card(pick, tick, buttons(send)) });
      teams.answer = ({ name }) => void (name === 'submit' && teams.dialogs.delete(asker));
    });
    const dialog = page.getByRole('dialog', { name: 'Invite people' });

    await dialog.getByRole('button', { name: 'Prepare' }).click();
    await dialog.getByText('Choose a list').waitFor();
    await dialog.getByRole('combobox', { name: 'List' }).fill('sam');
    await dialog.getByRole('option', { name: 'sample.csv' }).waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Prepare' }).click();
    await dialog.waitFor({ state: 'hidden' });

    const inputs = { source: 'list-1', below: 'true' };
    expect(teams.calls.filter(({ name }) => name !== 'search')).toEqual([
      { name: 'submit', args: [asker, inputs, 'invite', { verb: 'invite', dialog: 'd1' }] },
    ]);
    await leave();
  });

  it('leads to the page that stands in a dialog, and closes it with Escape', async () => {
    const { page, leave } = await arrive(({ teams }) =>
      teams.dialogs.set(asker, { title: 'Import a list', card: card(), page: 'http://127.0.0.1:9/upload/x' }),
    );
    const dialog = page.getByRole('dialog', { name: 'Import a list' });

    const link = await dialog.getByRole('link', { name: 'Open the page' }).getAttribute('href');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });

    expect(link).toBe('http://127.0.0.1:9/upload/x');
    await leave();
  });

  it('asks whether a file may be kept, and says what Teams complains of', async () => {
    const { teams, page, talk, leave } = await arrive(({ teams }) => {
      teams.post({ consent: { name: 'log.csv', sizeInBytes: 2048, acceptContext: {}, declineContext: {} } });
      teams.answer = () => teams.say('complaints', asker, 'Unable to reach app. Please try again.');
    });

    await talk.getByRole('group', { name: 'File log.csv' }).getByRole('button', { name: 'Accept' }).press('Enter');
    await page.getByRole('alert').getByText('Unable to reach app').waitFor();
    await page.getByRole('button', { name: 'Dismiss the message' }).click();

    expect(teams.calls).toEqual([{ name: 'consent', args: [asker, teams.messages[0]?.id, 'accept'] }]);
    expect(await page.getByText('Unable to reach app').count()).toBe(0);
    await leave();
  });
});
