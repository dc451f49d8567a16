import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startMuster } from '../harness/muster.ts';
import { openBrowser, visit } from '../playground/page-world.ts';
import { playTheMainJob } from './play-main-job.ts';

// npm run pictures: what the README shows, taken from the product as it is.
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const folder = here('../../bot/playground/pictures/');
mkdirSync(folder, { recursive: true });

const muster = await startMuster();
const browser = await openBrowser();
const { page } = await visit(browser, muster.url, { viewport: { width: 1360, height: 900 }, deviceScaleFactor: 1 });
page.setDefaultTimeout(20_000);

await playTheMainJob(page, here('../../bot/playground/page/sample.csv'), async (moment) => {
  // The numbers stand at the top of it.
  if (moment === 'summary') {
    const title = page.getByRole('heading', { name: /^Completed/ }).last();
    await title.evaluate((heading) => heading.scrollIntoView({ block: 'start' }));
  }
  await page.screenshot({ path: `${folder}${moment}.png` });
});
await browser.close();
await muster.stop();
