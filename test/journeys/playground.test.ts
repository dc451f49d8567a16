import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Muster, startMuster } from '../harness/muster.ts';
import { needs } from '../harness/needs.ts';
import { openBrowser, visit } from '../playground/page-world.ts';
import { followTheLink, playTheMainJob } from './play-main-job.ts';

const sample = fileURLToPath(new URL('../../bot/playground/page/sample.csv', import.meta.url));

describe.skipIf(!needs('chromium'))('the playground page', () => {
  let browser: Browser;
  let muster: Muster;
  beforeAll(async () => {
    [browser, muster] = await Promise.all([openBrowser(), startMuster()]);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await muster.stop();
  });

  it('takes three people from a list to the mails without a reload', { timeout: 180_000 }, async () => {
    const { page, errors, close } = await visit(browser, muster.url);
    page.setDefaultTimeout(20_000);

    await playTheMainJob(page, sample);
    const link = await followTheLink(page);

    expect(await link.getByText('•').count()).toBeGreaterThan(0);
    expect(errors).toEqual([]);
    await close();
  });
});
