import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenView } from '#bot/playground/slack/types.ts';
import { needs } from '../harness/needs.ts';
import { ASKER } from './page-fake.ts';
import { everyField, view } from './page-samples.ts';
import { makePageWorld, openBrowser, promised, visit } from './page-world.ts';

describe.skipIf(!needs('chromium'))('modals in the playground', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  async function withModal(open: OpenView = view(everyField())) {
    const world = await makePageWorld();
    world.slack.choices = ['Markets / London', 'Markets / Paris', 'Wealth / Paris'].map((label) => ({
      label,
      value: label,
    }));
    world.slack.open(ASKER, open);
    const visitor = await visit(browser, world.url);
    const dialog = visitor.page.getByRole('dialog', { name: 'Import people' });
    await dialog.waitFor();
    const leave = async () => {
      await visitor.close();
      await world.close();
      expect(visitor.errors).toEqual([]);
    };
    return { ...world, page: visitor.page, dialog, leave };
  }

  const csv = { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from('email\n') };

  it('submits every kind of value', async () => {
    const { page, slack, dialog, leave } = await withModal();

    await dialog.getByLabel('List').setInputFiles(csv);
    await dialog.getByLabel('Org unit').click();
    await page.getByRole('option', { name: 'Markets / Paris' }).click();
    for (const typed of ['Wealth', 'London']) {
      await dialog.getByLabel('More units').fill(typed);
      await page.getByRole('option', { name: typed }).waitFor();
      await page.keyboard.press('Enter');
    }
    await dialog.getByLabel('Note').fill('two\nlines');
    await dialog.getByLabel('Name', { exact: true }).fill('Spring');
    await dialog.getByLabel('At most').fill('50');
    await dialog.getByLabel('Channel').selectOption('WhatsApp');
    await dialog.getByLabel('Lead').check();
    await dialog.getByLabel('Add missing numbers').check();
    await dialog.getByLabel('For real').check();
    await dialog.getByLabel('Approver').selectOption('Theo Marchetti');
    const offered = await dialog.getByLabel('When').inputValue();
    await dialog.getByLabel('When').fill('2026-12-01T09:30');
    await dialog.getByRole('button', { name: 'Check' }).click();

    expect(new Date(offered)).toEqual(new Date(1_795_428_000_000));
    await expect
      .poll(() => slack.calls.find(({ name }) => name === 'submit')?.args)
      .toEqual([
        ASKER.id,
        'V1',
        {
          unit: 'Markets / Paris',
          units: ['Wealth / Paris', 'Markets / London'],
          note: 'two\nlines',
          name: 'Spring',
          most: '50',
          channel: 'whatsapp',
          roles: ['lead'],
          add_numbers: ['add'],
          mode: 'real',
          boss: 'U2',
          at: String(new Date('2026-12-01T09:30').getTime() / 1_000),
        },
        { file: [{ name: 'list.csv', content: csv.buffer }] },
      ]);
    await leave();
  });

  it('says of every input that is empty that it is, for what was there at first may have been taken away', async () => {
    const fields = everyField().filter(({ block_id }) =>
      ['mode', 'note', 'add_numbers', 'boss'].includes(block_id ?? ''),
    );
    const { slack, dialog, leave } = await withModal(view(fields));

    await dialog.getByRole('button', { name: 'Check' }).click();

    await expect.poll(() => slack.calls[0]?.args[2]).toEqual({ note: [], add_numbers: [], mode: 'dry', boss: [] });
    await leave();
  });

  it('refuses by itself what Slack would refuse, and puts the focus there', async () => {
    const { page, slack, dialog, leave } = await withModal();

    await dialog.getByLabel('List').setInputFiles({ ...csv, name: 'list.pdf' });
    await dialog.getByLabel('At most').fill('101');
    await dialog.getByRole('button', { name: 'Check' }).click();

    await dialog.getByText('This type of file is not taken here, only csv.').waitFor();
    await dialog.getByText('Please enter 100 or less.').waitFor();
    expect(await dialog.getByText('Please complete this required field.').count()).toBe(2);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('file');
    expect(slack.calls).toEqual([]);
    await leave();
  });

  it('shows the errors of a submission at their fields, each time anew', async () => {
    const { page, slack, dialog, leave } = await withModal(
      view(everyField().filter(({ block_id }) => block_id === 'name')),
    );
    slack.answer = ({ name }) => {
      const open = slack.modals.get(ASKER.id);
      if (name === 'submit' && open) slack.modals.set(ASKER.id, { ...open, errors: { name: 'This name is taken.' } });
    };

    await dialog.getByLabel('Name').fill('Spring');
    await page.keyboard.press('Enter');
    await dialog.getByRole('alert').getByText('This name is taken.').waitFor();
    await page.keyboard.press('Enter');

    await expect.poll(() => slack.calls.length).toBe(2);
    await dialog.getByRole('alert').getByText('This name is taken.').waitFor();
    expect(await dialog.getByLabel('Name').getAttribute('aria-invalid')).toBe('true');
    expect(await dialog.getByLabel('Name').evaluate((it) => it === document.activeElement)).toBe(true);
    await leave();
  });

  it('keeps what was entered while the view is updated', async () => {
    const { page, slack, dialog, leave } = await withModal();
    await dialog.getByLabel('List').setInputFiles(csv);
    await dialog.getByLabel('Note').pressSequentially('half a ');

    const changed = everyField().map((block) =>
      block.type === 'input' && block.block_id === 'note'
        ? { ...block, label: { type: 'plain_text' as const, text: 'Remark' } }
        : block,
    );
    slack.open(ASKER, { ...view([...changed, { type: 'divider' }]), hash: '2' });
    await dialog.getByLabel('Remark').waitFor();
    await page.keyboard.type('sentence');

    expect(await dialog.getByLabel('Remark').inputValue()).toBe('half a sentence');
    await dialog.getByText('list.csv').waitFor();
    await leave();
  });

  it('remembers a view below while another one is on top', async () => {
    const { page, slack, dialog, leave } = await withModal();
    await dialog.getByLabel('Name', { exact: true }).fill('Spring');

    slack.open(
      ASKER,
      view(
        [{ type: 'header', text: { type: 'plain_text', text: 'Details' } }],
        { title: { type: 'plain_text', text: 'More' } },
        'V2',
      ),
    );
    await page.getByRole('dialog', { name: 'More' }).getByRole('heading', { name: 'Details' }).waitFor();
    slack.open(ASKER, view(everyField()));

    await dialog.waitFor();
    expect(await dialog.getByLabel('Name', { exact: true }).inputValue()).toBe('Spring');
    await leave();
  });

  it.each(['Escape', 'Cancel', 'Dismiss'])('closes with %s at once and gives the focus back', async (way) => {
    const { page, slack, dialog, leave } = await withModal();
    const slow = promised();
    slack.answer = () => slow.promise;

    if (way === 'Escape') await page.keyboard.press('Escape');
    else await dialog.getByRole('button', { name: way }).click();
    await dialog.waitFor({ state: 'hidden' });
    slow.keep();

    await expect.poll(() => slack.calls.map(({ name, args }) => [name, args[1]])).toEqual([['close', 'V1']]);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    await leave();
  });

  it('closes a list of options with Escape without closing the modal', async () => {
    const { page, dialog, leave } = await withModal();
    await dialog.getByLabel('Org unit').click();
    await page.getByRole('option').first().waitFor();

    await page.keyboard.press('Escape');

    await page.getByRole('option').first().waitFor({ state: 'hidden' });
    expect(await dialog.isVisible()).toBe(true);
    await leave();
  });

  it('shows complaints inside the modal, where they can be reached', async () => {
    const { slack, dialog, leave } = await withModal(view([{ type: 'divider' }]));
    slack.answer = () => {
      slack.complaints = ['We had some trouble connecting. (operation_timeout)'];
    };

    await dialog.getByRole('button', { name: 'Check' }).click();

    await dialog.getByRole('alert').getByText('operation_timeout').waitFor();
    await leave();
  });
});
