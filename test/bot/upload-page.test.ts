import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { uploadAddress } from '#bot/upload/routes.ts';
import { makeUploadTicket } from '#core/imports/upload-ticket.ts';
import { openSecrets } from '#core/secrets.ts';
import { changeSetting } from '#core/settings/change-setting.ts';
import { accepted } from '../harness/builders/runs.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';

let world: BotWorld;
let address: string;
beforeAll(async () => {
  world = await openBotWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  address = anAddress();
});

const server = () => world.events.replace('/slack/events', '');
const anAddress = () => uploadAddress(world.context.secrets, server(), world.operator, world.place);
const list = 'email,mobile_phone\nida@acme.test,+4915112345678\n';

type Page = { status: number; text: string };

async function page(method: 'GET' | 'HEAD' | 'POST', body?: FormData, at = address): Promise<Page> {
  const response = await fetch(at, { method, ...(body && { body }), redirect: 'manual' });
  return { status: response.status, text: await response.text() };
}

function filledIn(fields: Record<string, string>, file?: { name: string; content: string }): FormData {
  const form = new FormData();
  form.set('file', new File([file?.content ?? ''], file?.name ?? ''));
  form.set('pasted', '');
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const staff = { name: 'staff.csv', content: list };
const imports = () => world.db.import.findMany({ orderBy: { createdAt: 'asc' } });

describe('a list that is given on the page', () => {
  it('is imported once into the conversation that it was asked for in, as it was chosen there', async () => {
    const answer = await page('POST', filledIn({ add_numbers: 'yes' }, staff));

    expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('Your list is here') });
    const [found] = (await imports()).slice(-1);
    expect(found).toMatchObject({
      ...{ fileName: 'staff.csv', state: 'checking', addNumbers: true, sendLoginMail: false },
      requestedBy: world.operator.id,
    });
    const thread = await world.db.thread.findFirstOrThrow({ where: { id: found?.threadId ?? '' } });
    expect(thread).toMatchObject({ conversation: world.place.conversation });
  });

  it('can be pasted', async () => {
    await page('POST', filledIn({ pasted: list, login_mail: 'yes' }));

    const [found] = (await imports()).slice(-1);
    expect(found).toMatchObject({ fileName: 'pasted.csv', state: 'checking', addNumbers: false, sendLoginMail: true });
  });

  it('uses the page up, however often and at the same moment it is given', async () => {
    const before = await world.db.import.count();

    const answers = await Promise.all([1, 2, 3].map(() => page('POST', filledIn({}, staff))));

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await page('GET')).toMatchObject({ status: 410, text: expect.stringContaining('no longer open') });
    expect(await world.db.import.count()).toBe(before + 1);
  });

  it.each([
    ['nothing', filledIn({}), 400, 'Choose a CSV file, or paste a list.'],
    ['a file and a pasted list', filledIn({ pasted: list }, staff), 400, 'not both of them'],
    ['more than a list may have', filledIn({}, { ...staff, content: list.repeat(200_000) }), 413, 'larger than 5 MB'],
  ])('may not be %s, and the page stays open', async (_, form, status, words) => {
    const answer = await page('POST', form);

    expect(answer).toMatchObject({ status, text: expect.stringContaining(words) });
    expect(await page('GET')).toMatchObject({ status: 200 });
  });

  it('is refused where its giver may not any more, and uses nothing up', async () => {
    const { db, operator } = world;
    accepted(await changeSetting({ db }, operator, { key: 'channel.runs', value: '#C0GENERAL' }));

    const answer = await page('POST', filledIn({}, staff));

    accepted(await changeSetting({ db }, operator, { key: 'channel.runs', value: 'all' }));
    expect(answer).toMatchObject({ status: 403, text: expect.stringContaining('Lists and runs do not begin') });
    expect(await page('GET')).toMatchObject({ status: 200 });
  });
});

describe('the page', () => {
  it('changes nothing for whoever looks at it', async () => {
    const before = await world.db.import.count();

    for (const method of ['GET', 'HEAD', 'GET'] as const) expect(await page(method)).toMatchObject({ status: 200 });

    expect(await world.db.import.count()).toBe(before);
  });

  it('is open for ten minutes', async () => {
    vi.setSystemTime(Date.now() - 10 * 60_000);
    const old = anAddress();
    vi.useRealTimers();

    expect(await page('GET', undefined, old)).toMatchObject({ status: 410 });
    expect(await page('POST', filledIn({}, staff), old)).toMatchObject({ status: 410 });
  });

  it('is found by nobody who was not given its address', async () => {
    const stranger = openSecrets(Buffer.alloc(32, 8));
    const forged = `${server()}/upload/${makeUploadTicket(stranger, world.operator, world.place)}`;
    const changed = address.replace(/.(.{20})$/, (_, rest: string) => `-${rest}`).replace(/--/, '_-');

    for (const at of [forged, changed, `${server()}/upload/x`, `${server()}/upload/..%2f..%2fetc`])
      expect(await page('GET', undefined, at)).toMatchObject({ status: 404 });
  });

  it('is kept, framed and found by nobody but Teams, and runs its own script alone', async () => {
    const { headers } = await fetch(address);

    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; .*script-src 'sha256-[^;]*; .*form-action 'self'; frame-ancestors https:\/\/teams/,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('stands in no log', async () => {
    await page('POST', filledIn({}, staff));

    expect(world.logged().join('\n')).not.toContain(address.split('/').at(-1));
  });
});
