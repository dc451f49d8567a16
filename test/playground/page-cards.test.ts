import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../harness/needs.ts';
import { ASKER, GENERAL } from './page-fake.ts';
import { card, everyBlock } from './page-samples.ts';
import { makePageWorld, openBrowser, promised, visit } from './page-world.ts';

describe.skipIf(!needs('chromium'))('cards in the playground', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  async function withCard(blocks = card()) {
    const world = await makePageWorld();
    const message = world.slack.post({ text: 'a card', blocks });
    const visitor = await visit(browser, world.url);
    const article = visitor.page.getByRole('article', { name: 'Muster' });
    await article.waitFor();
    const leave = async () => {
      await visitor.close();
      await world.close();
      expect(visitor.errors).toEqual([]);
    };
    return { ...world, page: visitor.page, article, message, leave };
  }

  it('shows a button as pending until it is acknowledged, and takes no second press meanwhile', async () => {
    const { slack, article, message, leave } = await withCard();
    const acknowledged = promised();
    slack.answer = () => acknowledged.promise;
    const send = article.getByRole('button', { name: 'Send' });

    await send.click();
    await expect.poll(() => send.getAttribute('aria-busy')).toBe('true');
    await send.click({ force: true });
    acknowledged.keep();

    await expect.poll(() => send.getAttribute('aria-busy')).toBeNull();
    const on = { channel: GENERAL, ts: message.ts };
    expect(slack.calls).toEqual([
      { name: 'press', args: [ASKER.id, on, 'send', { blockId: 'card', value: 'run-1', late: true }] },
    ]);
    await leave();
  });

  it('asks back where a button has a confirm dialog, and presses only on yes', async () => {
    const { page, slack, article, leave } = await withCard();
    const discard = article.getByRole('button', { name: 'Discard' });
    const dialog = page.getByRole('alertdialog', { name: 'Discard this run?' });

    await discard.click();
    await dialog.getByText('12 people will not be invited.').waitFor();
    await page.keyboard.press('Escape');
    await discard.click();
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    const before = slack.calls.length;
    await discard.click();
    await dialog.getByRole('button', { name: 'Discard it' }).click();

    await expect.poll(() => slack.calls.map(({ args }) => args[2])).toEqual(['discard']);
    expect(before).toBe(0);
    await leave();
  });

  it('replaces the buttons when the card is edited, and keeps the focus in the card', async () => {
    const { page, slack, article, message, leave } = await withCard();
    await article.getByRole('button', { name: 'Details' }).focus();

    slack.edit(message.ts, {
      edited: true,
      blocks: card().map((block) =>
        block.type === 'header' ? { ...block, text: { type: 'plain_text', text: 'Sending' } } : block,
      ),
    });
    await article.getByRole('heading', { name: 'Sending' }).waitFor();

    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Details');
    await article.getByText('(edited)').waitFor();
    await leave();
  });

  it('shows names, dates, fields and tables', async () => {
    const { article, leave } = await withCard();

    await article.getByText(`@${ASKER.name}`).waitFor();
    const table = article.getByRole('table');

    expect(await table.getByRole('columnheader').allTextContents()).toEqual(['Line', 'Who', 'Why']);
    expect(await table.getByRole('row').count()).toBe(3);
    expect(await article.getByRole('time').first().textContent()).toMatch(/\d\d:\d\d/);
    await leave();
  });

  it('tells what was picked from selects and menus', async () => {
    const { page, slack, article, leave } = await withCard([...everyBlock(), ...card().slice(3)]);

    await article.getByRole('combobox', { name: 'Unit' }).selectOption('Wealth');
    await article.getByRole('combobox', { name: 'Who' }).selectOption('Theo Marchetti');
    await article.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Audit' }).click();

    await expect
      .poll(() => slack.calls.map(({ args }) => [args[2], args[3]]))
      .toEqual([
        ['unit', { value: 'w', selected: ['w'], late: true }],
        ['who', { blockId: 'acts', value: 'U2', selected: ['U2'], late: true }],
        ['more', { blockId: 'card', value: 'audit', selected: ['audit'], late: true }],
      ]);
    await leave();
  });

  it('never turns a text into markup', async () => {
    const evil = '<img src=x onerror="document.title=1"><script>document.title=1</script> <javascript:alert(1)|x>';
    const { page, article, leave } = await withCard([
      { type: 'header', text: { type: 'plain_text', text: evil } },
      { type: 'section', text: { type: 'mrkdwn', text: evil } },
      { type: 'markdown', text: `${evil} [x](javascript:alert(1))` },
    ]);

    await article.getByText('<script>').first().waitFor();

    expect(await article.locator('img, script, a').count()).toBe(0);
    expect(await page.title()).not.toBe('1');
    await leave();
  });

  it('says what Slack complains about until the next deed', async () => {
    const { page, slack, article, leave } = await withCard();
    slack.answer = ({ args }) => {
      if (args[2] === 'send') slack.complaints = ['This app did not respond. (operation_timeout)'];
    };

    await article.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('alert').getByText('operation_timeout').waitFor();
    await article.getByRole('button', { name: 'Details' }).click();

    await page.getByRole('alert').waitFor({ state: 'hidden' });
    await leave();
  });
});
