import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Muster, startMuster } from '../harness/muster.ts';
import { needs } from '../harness/needs.ts';
import { openBrowser, visit } from '../playground/page-world.ts';

describe.skipIf(!needs('chromium'))('the Teams pane of the playground', () => {
  let browser: Browser;
  let muster: Muster;
  beforeAll(async () => {
    [browser, muster] = await Promise.all([openBrowser(), startMuster()]);
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    await muster.stop();
  });

  it('takes three people from a dropped list over an approval to the log, in the company that Slack is in too', {
    timeout: 240_000,
  }, async () => {
    const { page, errors, close } = await visit(browser, muster.url);
    page.setDefaultTimeout(30_000);
    const talk = page.getByRole('region', { name: 'Teams' });
    const dialog = page.getByRole('dialog');
    const press = (name: string | RegExp) => talk.getByRole('button', { name, exact: true }).last().click();

    await page.getByRole('radio', { name: 'Teams' }).check();
    await talk.getByText('Teams is still starting…').waitFor({ state: 'hidden' });
    await say(page, 'Message Muster', 'settings approval.policy other-person-over:10');
    await talk.getByText('approval.policy is now other-person-over:10').waitFor();
    await goTo(page, 'approvals');
    await say(page, 'New post in approvals', '@Muster grant @Adam Approver approve-runs');
    await say(page, 'New post in approvals', '@Muster settings approval.channel here');
    await talk.getByText(/has chosen this channel for approvals/).waitFor();

    await goTo(page, 'Muster');
    await talk.getByRole('button', { name: 'Attach the sample list' }).click();
    await talk.getByRole('button', { name: 'Remove sample.csv' }).waitFor();
    await talk.getByRole('textbox', { name: 'Message Muster' }).press('Enter');
    await press('Import');
    await press(/^Invite to/);
    await dialog.getByRole('button', { name: 'Prepare' }).click();
    await press('Send');
    await talk.getByRole('heading', { name: 'Approval needed: invite 12 people' }).waitFor();

    await become(page, 'Olga Onlooker');
    await goTo(page, 'approvals');
    await press(/^Approve or reject/);
    await talk.getByRole('alert').getByText('You need the permission “approve-runs”').waitFor();
    await become(page, 'Adam Approver');
    await press('Approve');
    await press('Approve 12');
    await talk
      .getByText(/Approved by/)
      .last()
      .waitFor();

    await become(page, 'Rosa Requester');
    await goTo(page, 'Muster');
    await talk.getByRole('heading', { name: 'Completed: 12 people invited' }).waitFor();
    await press('Details');
    await dialog.getByRole('button', { name: /Next/ }).click();
    await dialog.getByText('page 2 of 2').waitFor();
    await page.keyboard.press('Escape');
    await press('Download log');
    await talk.getByRole('button', { name: 'Accept' }).click();
    const download = page.waitForEvent('download');
    await talk.getByRole('link', { name: /muster-log-/ }).click();
    const name = (await download).suggestedFilename();

    await page.getByRole('radio', { name: 'Slack' }).check();
    const slack = page.getByRole('region', { name: 'Conversation' });
    await say(page, 'Message onboarding', '/muster runs');
    await slack
      .getByText(/sample\.csv/)
      .first()
      .waitFor();
    await goTo(page, 'Inbox');

    expect(name).toMatch(/^muster-log-.*\.csv$/);
    expect(await page.getByRole('list', { name: 'Mails' }).getByRole('button').count()).toBe(12);
    expect(errors).toEqual([]);
    await close();
  });
});

async function say(page: Page, box: string, words: string): Promise<void> {
  const input = page.getByRole('textbox', { name: box });
  await input.fill(words);
  await input.press('Enter');
}

const become = (page: Page, name: string) => page.getByRole('radio', { name }).check();

const goTo = (page: Page, name: string) => page.getByRole('navigation').getByRole('button', { name }).click();
