import Fastify from 'fastify';
import { type Browser, chromium, type Page } from 'playwright-core';
import { playgroundPage } from '#bot/playground/page/routes.ts';
import { ASKER, FakeMailbox, FakeSlack } from './page-fake.ts';

const CHROMIUM = '/usr/bin/chromium';

export function openBrowser(): Promise<Browser> {
  const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', ...quiet],
  });
}

/** A playground page over fakes, listening on a free port. */
export async function makePageWorld(port = 0) {
  const slack = new FakeSlack();
  const mailbox = new FakeMailbox();
  const app = Fastify({ forceCloseConnections: true });
  await app.register(playgroundPage({ slack, mailbox, workspace: { name: 'Northwind Bank', firstPerson: ASKER.id } }));
  const url = await app.listen({ host: '127.0.0.1', port });
  return { slack, mailbox, app, url, close: () => app.close() };
}

export type PageWorld = Awaited<ReturnType<typeof makePageWorld>>;

/** Opens the page in a context of its own and collects what it complains about. */
export async function visit(browser: Browser, url: string, options: Parameters<Browser['newContext']>[0] = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
    ...options,
  });
  const page: Page = await context.newPage();
  page.setDefaultTimeout(5000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') errors.push(line.text());
  });
  await page.goto(`${url}/playground`);
  return { page, errors, close: () => context.close() };
}

/** A promise to be kept by hand. */
export function promised(): { promise: Promise<void>; keep: () => void } {
  let keep = () => {};
  const promise = new Promise<void>((resolve) => {
    keep = resolve;
  });
  return { promise, keep };
}
