import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../harness/needs.ts';
import { fillDemo } from './page-demo.ts';
import { ASKER } from './page-fake.ts';
import { everyField, view } from './page-samples.ts';
import { makePageWorld, openBrowser, visit } from './page-world.ts';

/** 640 is what a 1280 pixel window is at 200 % zoom. */
const WIDTHS = [360, 640, 1024, 1440];

describe.skipIf(!needs('chromium'))('the playground on all screens', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  async function arrive(options?: Parameters<typeof visit>[2]) {
    const world = await makePageWorld();
    fillDemo(world.slack, world.mailbox);
    const { page, close } = await visit(browser, world.url, options);
    await page.getByRole('radio', { name: ASKER.name, includeHidden: true }).waitFor({ state: 'attached' });
    const leave = async () => {
      await close();
      await world.close();
    };
    return { ...world, page, leave };
  }

  const overflow = (page: Page) =>
    page.evaluate(() =>
      [...document.querySelectorAll('body, .scroll, .sidebar, .modal-body, .mail-side')]
        .filter((pane) => pane.scrollWidth > pane.clientWidth + 1)
        .map((pane) => pane.className || pane.tagName),
    );

  it.each(WIDTHS)('fits into %i pixels without scrolling sideways', async (width) => {
    const { page, slack, leave } = await arrive({ viewport: { width, height: 640 } });
    const found: string[][] = [await overflow(page)];

    await page.getByRole('region', { name: 'Conversation' }).getByRole('button', { name: '2 replies' }).click();
    found.push(await overflow(page));
    if (width < 960) await page.getByRole('tab', { name: 'Inbox' }).click();
    else await page.getByRole('button', { name: 'Inbox' }).click();
    found.push(await overflow(page));
    slack.open(ASKER, view(everyField()));
    await page.getByRole('dialog').waitFor();
    found.push(await overflow(page));

    expect(found.flat()).toEqual([]);
    await leave();
  });

  it('switches panes by tabs on a narrow screen', async () => {
    const { page, leave } = await arrive({ viewport: { width: 360, height: 740 } });
    const tab = (name: string) => page.getByRole('tab', { name });

    expect(await tab('Thread').count()).toBe(0);
    await tab('Channels').click();
    await page.getByRole('button', { name: 'approvals' }).click();
    await page.getByRole('heading', { name: 'approvals' }).waitFor();
    await tab('Conversation').press('ArrowRight');
    await page.getByRole('list', { name: 'Mails' }).getByRole('button').first().click();
    await page.getByRole('button', { name: 'Back to all mails' }).click();
    await tab('Inbox').press('ArrowLeft');

    await page.getByRole('heading', { name: 'approvals' }).waitFor();
    expect(await tab('Conversation').getAttribute('aria-selected')).toBe('true');
    await leave();
  });

  it.each(['light', 'dark'] as const)('has readable contrast in %s', async (colorScheme) => {
    const { page, leave } = await arrive({ colorScheme });

    const weak = await page.evaluate(() => {
      const parse = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
      const luminance = ([red = 0, green = 0, blue = 0]: number[]) => {
        const [r = 0, g = 0, b = 0] = [red, green, blue].map((part) => {
          const share = part / 255;
          return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = (element: Element | null): number[] => {
        if (!element) return [255, 255, 255];
        const colour = parse(getComputedStyle(element).backgroundColor);
        const solid =
          colour.length >= 3 && colour[3] !== 0 && getComputedStyle(element).backgroundColor.startsWith('rgb');
        return solid ? colour : ground(element.parentElement);
      };
      const texts = [...document.querySelectorAll('body *')].filter(
        (element) =>
          [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()) &&
          element.getClientRects().length > 0,
      );
      return texts
        .map((element) => {
          const [one, two] = [luminance(parse(getComputedStyle(element).color)), luminance(ground(element))];
          const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
          return { text: element.textContent?.slice(0, 30), className: element.className, ratio };
        })
        .filter(({ ratio }) => ratio < 4.5);
    });

    expect(weak).toEqual([]);
    await leave();
  });

  it('reaches everything with the keyboard and names it', async () => {
    const { page, leave } = await arrive();

    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll('button, a, input, select, textarea, [role=dialog], iframe')]
        .filter((element) => element.getClientRects().length > 0)
        .filter((element) => {
          const named =
            element.getAttribute('aria-label') ??
            element.getAttribute('aria-labelledby') ??
            element.getAttribute('title');
          const labels = 'labels' in element && element.labels instanceof NodeList ? element.labels.length : 0;
          return !named && labels === 0 && !element.textContent?.trim();
        })
        .map((element) => element.outerHTML),
    );
    const seen = new Set<string>();
    await page.locator('body').press('Tab');
    for (let count = 0; count < 40; count += 1) {
      seen.add(
        await page.evaluate(
          () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
        ),
      );
      await page.keyboard.press('Tab');
    }

    expect(nameless).toEqual([]);
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'onboarding',
        'Start with the sample',
        'Send',
        'More actions',
        '2 replies',
        'Message onboarding',
        'Attach files',
      ]),
    );
    await leave();
  });
});
