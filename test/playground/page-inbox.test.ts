import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../harness/needs.ts';
import { makePageWorld, openBrowser, visit } from './page-world.ts';

describe.skipIf(!needs('chromium'))('the inbox of the playground', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  async function arrive() {
    const world = await makePageWorld();
    const visitor = await visit(browser, world.url);
    const leave = async () => {
      await visitor.close();
      await world.close();
    };
    return { ...world, page: visitor.page, errors: visitor.errors, leave };
  }

  it('counts new mails, lists the newest first and filters them', async () => {
    const { page, mailbox, leave } = await arrive();
    for (const name of ['ann', 'bob', 'cleo']) mailbox.receive({ to: `${name}@example.com`, subject: `For ${name}` });
    const place = page.getByRole('button', { name: 'Inbox' });

    await expect.poll(() => place.getAttribute('aria-description')).toBe('3 new');
    await place.click();
    const mails = page.getByRole('list', { name: 'Mails' }).getByRole('button');
    const first = await mails.first().textContent();
    await page.getByRole('searchbox', { name: 'Filter mails' }).fill('BOB');

    await page.getByText('1 of 3 mails').waitFor();
    expect(first).toContain('cleo@example.com');
    expect(await mails.count()).toBe(1);
    expect(await place.getAttribute('aria-description')).toBeNull();
    await leave();
  });

  it('shows a mail as HTML that runs nothing, and as plain text with links', async () => {
    const { page, url, mailbox, errors, leave } = await arrive();
    const html = `<p style="color: rgb(1, 2, 3)">Hello</p><a href="${url}/playground/sample.csv?x">Open</a><script>top.document.title = 'owned'</script>`;
    mailbox.receive({ html, text: `Open ${url}/playground?from=mail.` });
    await page.getByRole('button', { name: 'Inbox' }).click();

    await page.getByRole('list', { name: 'Mails' }).getByRole('button').click();
    const frame = page.frameLocator('iframe');
    const colour = await frame.getByText('Hello').evaluate((it) => getComputedStyle(it).color);
    await page.getByRole('tab', { name: 'Plain text' }).click();
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('tabpanel', { name: 'Plain text' }).getByRole('link').click(),
    ]);

    expect(colour).toBe('rgb(1, 2, 3)');
    expect(popup.url()).toBe(`${url}/playground?from=mail`);
    expect(await page.title()).not.toBe('owned');
    expect(errors.filter((error) => !error.includes('script'))).toEqual([]);
    await leave();
  });

  it('opens a link of a mail in a new tab that works like any other', async () => {
    const { page, url, mailbox, leave } = await arrive();
    mailbox.receive({ html: `<a href="${url}/playground">Open my link</a>` });
    await page.getByRole('button', { name: 'Inbox' }).click();
    await page.getByRole('list', { name: 'Mails' }).getByRole('button').click();

    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.frameLocator('iframe').getByRole('link', { name: 'Open my link' }).click(),
    ]);

    await popup.getByRole('heading', { name: 'Northwind Bank' }).waitFor();
    await leave();
  });

  it('keeps the opened mail and its place while more arrive', async () => {
    const { page, mailbox, leave } = await arrive();
    mailbox.receive({ html: '<p>the first one</p>', subject: 'One' });
    await page.getByRole('button', { name: 'Inbox' }).click();
    await page.getByRole('list', { name: 'Mails' }).getByRole('button', { name: 'One' }).click();
    const frame = await page.locator('iframe').elementHandle();

    mailbox.receive({ subject: 'Two' });
    await page.getByRole('list', { name: 'Mails' }).getByRole('button', { name: 'Two' }).waitFor();

    expect(await frame?.evaluate((it) => it.isConnected)).toBe(true);
    await leave();
  });
});
