import type { Locator, Page } from 'playwright-core';

/** A moment worth a picture. */
export type Moment = 'start' | 'checked' | 'approval' | 'summary' | 'inbox';
type Look = (moment: Moment) => Promise<unknown>;

/** The main job as three people do it in a browser: the list, the approval, the summary, the log, the inbox, the link. */
export async function playTheMainJob(page: Page, list: string, look: Look = async () => {}): Promise<void> {
  const conversation = page.getByRole('region', { name: 'Conversation' });
  const thread = page.getByRole('region', { name: 'Thread' });
  await conversation.waitFor();
  await look('start');

  await say(page, '/muster settings approval.policy other-person-over:10');
  await conversation.getByText('approval.policy is now other-person-over:10').waitFor();
  await say(page, '/muster settings approval.channel #approvals');
  await conversation.getByText(/approval.channel is now/).waitFor();

  await say(page, '/muster import');
  const choose = page.getByRole('dialog', { name: 'Import a list' });
  await choose.getByLabel('CSV file').setInputFiles(list);
  await choose.getByRole('button', { name: 'Check it' }).click();
  await heading(conversation, 'Check this list').waitFor();
  await look('checked');

  await conversation.getByRole('button', { name: 'Import', exact: true }).click();
  await heading(conversation, 'List imported').waitFor();
  await conversation.getByRole('button', { name: /^Invite to WhatsApp/ }).click();
  await page.getByRole('dialog', { name: 'Invite people' }).getByRole('button', { name: 'Prepare' }).click();

  await conversation.getByRole('button', { name: /1 reply/ }).click();
  await thread.getByRole('button', { name: 'Send', exact: true }).click();
  await heading(thread, 'Approval needed: invite 12 people').waitFor();

  await become(page, 'Adam Approver');
  await page.getByRole('button', { name: 'approvals' }).click();
  await heading(conversation, 'Approval needed: invite 12 people').waitFor();
  await look('approval');
  await conversation.getByRole('button', { name: 'Approve', exact: true }).click();
  await page
    .getByRole('alertdialog', { name: 'Approve this run?' })
    .getByRole('button', { name: 'Approve 12' })
    .click();
  await heading(conversation, 'Run completed').waitFor();

  await become(page, 'Rosa Requester');
  await page.getByRole('button', { name: 'onboarding' }).click();
  await openThread(page);
  await heading(thread, 'Completed: 12 people invited').waitFor();
  await look('summary');
  await thread.getByRole('button', { name: 'Details' }).last().click();
  const details = page.getByRole('dialog', { name: 'Details' });
  await details.getByText('page 1 of 2').waitFor();
  await details.getByRole('button', { name: /Next page/ }).click();
  await details.getByText('page 2 of 2').waitFor();
  await page.keyboard.press('Escape');
  await thread.getByRole('button', { name: 'Download log' }).last().click();
  await conversation
    .getByText(/I have sent you muster-log-/)
    .first()
    .waitFor();

  await page.getByRole('button', { name: 'Inbox' }).click();
  const inbox = page.getByRole('region', { name: 'Inbox' });
  await inbox.getByRole('list', { name: 'Mails' }).getByRole('button').first().click();
  await page.frameLocator('iframe').getByRole('link', { name: 'Link WhatsApp account' }).waitFor();
  await look('inbox');
}

export async function followTheLink(page: Page): Promise<Page> {
  const opened = page.context().waitForEvent('page');
  await page.frameLocator('iframe').getByRole('link', { name: 'Link WhatsApp account' }).click();
  const link = await opened;
  await link.getByRole('heading', { name: 'Acme Capital invites you' }).waitFor();
  return link;
}

const heading = (within: Locator, name: string) => within.getByRole('heading', { name }).last();

async function say(page: Page, words: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Message onboarding' });
  await box.fill(words);
  await box.press('Enter');
}

async function become(page: Page, name: string): Promise<void> {
  await page.getByRole('radio', { name }).check();
}

async function openThread(page: Page): Promise<void> {
  const thread = page.getByRole('region', { name: 'Thread' });
  if (await thread.isVisible()) return;
  await page
    .getByRole('region', { name: 'Conversation' })
    .getByRole('button', { name: /\d repl(y|ies)/ })
    .click();
}
