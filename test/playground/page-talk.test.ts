import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../harness/needs.ts';
import { APPROVER, ASKER, GENERAL } from './page-fake.ts';
import { makePageWorld, openBrowser, visit } from './page-world.ts';

describe.skipIf(!needs('chromium'))('talking in the playground', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  async function arrive(options?: Parameters<typeof visit>[2]) {
    const world = await makePageWorld();
    const visitor = await visit(browser, world.url, options);
    await visitor.page.getByRole('radio', { name: ASKER.name }).waitFor();
    const leave = async (troubles: unknown[] = []) => {
      await visitor.close();
      await world.close();
      expect(visitor.errors).toEqual(troubles);
    };
    return { ...world, page: visitor.page, leave };
  }

  it('sends with Enter, breaks the line with Shift and Enter, and shows what was sent', async () => {
    const { page, slack, leave } = await arrive();
    const box = page.getByRole('textbox', { name: 'Message onboarding' });

    await box.pressSequentially('first');
    await box.press('Shift+Enter');
    await box.pressSequentially('<b>second</b> & more');
    await box.press('Enter');

    await page.getByRole('article', { name: ASKER.name }).getByText('<b>second</b> & more').waitFor();
    expect(slack.calls[0]?.args[2]).toBe('first\n<b>second</b> & more');
    expect(await box.inputValue()).toBe('');
    await leave();
  });

  it('leads a newcomer from the first steps to the prefilled command', async () => {
    const { page, slack, leave } = await arrive();

    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'sample.csv' }).click();
    await page.getByRole('button', { name: 'Start with the sample' }).click();
    await page.keyboard.press('Enter');

    await expect.poll(() => slack.calls[0]?.args).toEqual([ASKER.id, { channel: GENERAL }, '/muster import', []]);
    expect((await download).suggestedFilename()).toBe('sample.csv');
    await page.getByRole('button', { name: 'Dismiss the introduction' }).click();
    await page.reload();
    await page.getByRole('radio', { name: ASKER.name }).waitFor();
    expect(await page.getByText('in three steps').isVisible()).toBe(false);
    await leave();
  });

  it('sends files chosen with the paperclip or dropped onto the conversation, and gives them back', async () => {
    const { page, slack, leave } = await arrive();

    await page
      .getByLabel('Attach files')
      .setInputFiles({ name: 'chosen.csv', mimeType: 'text/csv', buffer: Buffer.from('a\n') });
    const dropped = await page.evaluateHandle(() => {
      const carrier = new DataTransfer();
      carrier.items.add(new File(['b\n'], 'dropped.csv'));
      return carrier;
    });
    const log = page.getByRole('log', { name: 'Messages in onboarding' });
    await log.dispatchEvent('dragenter', { dataTransfer: dropped });
    await page.getByText('Drop to attach').waitFor();
    await log.dispatchEvent('drop', { dataTransfer: dropped });
    await page.getByRole('button', { name: 'Post message' }).click();

    await page.getByRole('link', { name: 'dropped.csv' }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'chosen.csv' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('chosen.csv');
    expect([...slack.files.values()].map(({ name, content }) => [name, Buffer.from(content).toString()])).toEqual([
      ['chosen.csv', 'a\n'],
      ['dropped.csv', 'b\n'],
    ]);
    await leave();
  });

  it('gives back what was written when it could not be sent', async () => {
    const { page, slack, leave } = await arrive();
    slack.answer = () => {
      throw new Error('Slack is closed today.');
    };

    await page.getByRole('textbox', { name: 'Message onboarding' }).fill('precious words');
    await page.keyboard.press('Enter');

    await page.getByRole('alert').getByText('Slack is closed today.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Message onboarding' }).inputValue()).toBe('precious words');
    await page.getByRole('button', { name: 'Dismiss the message' }).click();
    expect(await page.getByRole('alert').count()).toBe(0);
    await leave([expect.stringContaining('500')]);
  });

  it('opens a thread, answers in it and counts the replies', async () => {
    const { page, slack, leave } = await arrive();
    const root = slack.post({ text: 'A card' });
    const card = page.getByRole('region', { name: 'Conversation' }).getByRole('article').filter({ hasText: 'A card' });

    await card.hover();
    await card.getByRole('button', { name: 'Reply in thread' }).click();
    await page.keyboard.type('an answer');
    await page.keyboard.press('Enter');

    await card.getByRole('button', { name: '1 reply' }).waitFor();
    await page.getByRole('region', { name: 'Thread' }).getByText('an answer').waitFor();
    expect(slack.calls[0]?.args).toEqual([ASKER.id, { channel: GENERAL, threadTs: root.ts }, 'an answer', []]);
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Thread' }).waitFor({ state: 'hidden' });
    expect(await card.getByRole('button', { name: '1 reply' }).evaluate((it) => it === document.activeElement)).toBe(
      true,
    );
    await leave();
  });

  it('shows a reply in the channel too where it was sent there, and leads to its thread', async () => {
    const { page, slack, leave } = await arrive();
    const root = slack.post({ text: 'A card' });
    slack.post({ text: 'Done, with one failure', threadTs: root.ts, broadcast: true });
    const conversation = page.getByRole('region', { name: 'Conversation' });

    await conversation.getByText('Done, with one failure').waitFor();
    await conversation.getByRole('button', { name: 'Replied in a thread' }).click();

    await page.getByRole('region', { name: 'Thread' }).getByText('A card').waitFor();
    await leave();
  });

  it('keeps a draft for each place and person, and what only one person sees with that person', async () => {
    const { page, slack, leave } = await arrive();
    const box = page.getByRole('textbox', { name: /^Message / });
    slack.post({ onlyFor: ASKER.id, text: 'a secret' });
    await page.getByText('Only visible to you').waitFor();

    await box.fill('half a thought');
    await page.getByRole('radio', { name: APPROVER.name }).check();
    await page.getByText('Only visible to you').waitFor({ state: 'hidden' });
    const asOther = await box.inputValue();
    await page.keyboard.press('Tab');
    await page.getByRole('radio', { name: ASKER.name }).check();

    await page.getByText('a secret').waitFor();
    expect([asOther, await box.inputValue()]).toEqual(['', 'half a thought']);
    await leave();
  });

  it('forgets what only one person saw when the page is loaded anew', async () => {
    const { page, slack, leave } = await arrive();
    slack.post({ text: 'for everybody' });
    slack.post({ onlyFor: ASKER.id, text: 'a secret' });
    await page.getByText('a secret').waitFor();

    await page.reload();

    await page.getByText('for everybody').waitFor();
    expect(await page.getByText('a secret').count()).toBe(0);
    await leave();
  });

  it('marks what came elsewhere as unread until one goes there', async () => {
    const { page, slack, leave } = await arrive();
    const place = page.getByRole('button', { name: 'approvals' });
    slack.post({ text: 'already here' });
    await page.getByText('already here').waitFor();

    slack.post({ text: 'over there', channel: 'C2' });

    await expect.poll(() => place.getAttribute('aria-description')).toBe('1 unread');
    expect(await page.title()).toMatch(/^\(1\) /);
    await place.click();
    await page.getByText('over there').waitFor();
    expect(await place.getAttribute('aria-description')).toBeNull();
    await leave();
  });

  it('leaves typing, focus and scrolling alone while news arrive and cards change', async () => {
    const { page, slack, leave } = await arrive({ viewport: { width: 1280, height: 500 } });
    const first = slack.post({ text: 'number 0' });
    for (let count = 1; count < 40; count += 1) slack.post({ text: `number ${count}` });
    const log = page.getByRole('log', { name: 'Messages in onboarding' });
    const box = page.getByRole('textbox', { name: 'Message onboarding' });
    await page.getByText('number 39').waitFor();
    await log.evaluate((pane) => pane.scrollTo(0, 0));
    await box.pressSequentially('half a ');

    slack.edit(first.ts, { text: 'number zero', edited: true });
    slack.post({ text: 'brand new' });
    await page.getByText('number zero').waitFor();
    await page.keyboard.type('sentence');

    expect(await box.inputValue()).toBe('half a sentence');
    expect(await log.evaluate((pane) => pane.scrollTop)).toBe(0);
    await page.getByRole('button', { name: 'New messages' }).click();
    await expect
      .poll(() => page.getByText('brand new').evaluate((it) => it.getBoundingClientRect().bottom < innerHeight))
      .toBe(true);
    await leave();
  });

  it('suggests the command while a slash is typed, and sends what is written', async () => {
    const { page, slack, leave } = await arrive();
    const box = page.getByRole('textbox', { name: 'Message onboarding' });

    await box.pressSequentially('/');
    await page.getByRole('option', { name: '/muster import' }).waitFor();
    await box.press('Tab');
    await box.pressSequentially(' help');
    await box.press('Enter');

    await expect.poll(() => slack.calls[0]?.args[2]).toBe('/muster help');
    await leave();
  });

  it('runs the message shortcut from the keyboard', async () => {
    const { page, slack, leave } = await arrive();
    const message = slack.post({
      user: ASKER.id,
      text: '',
      files: [slack.keep({ name: 'list.csv', content: Buffer.from('x') })],
    });

    await page.getByRole('button', { name: 'More actions' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Import this list' }).waitFor();
    await page.keyboard.press('Enter');

    await expect
      .poll(() => slack.calls[0])
      .toEqual({
        name: 'shortcut',
        args: [ASKER.id, { channel: GENERAL, ts: message.ts }, 'import_message'],
      });
    await leave();
  });

  it('comes back by itself when the server was away', async () => {
    const { page, close, url } = await arrive();

    await close();
    await page.getByText('This page reconnects by itself').waitFor();
    const again = await makePageWorld(Number(new URL(url).port));
    again.slack.post({ text: 'after the restart' });

    await page.getByText('after the restart').waitFor();
    await page.context().close();
    await again.close();
  });
});
