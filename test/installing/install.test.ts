import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { botScopes } from '#bot/platforms/slack/install/scopes.ts';
import { begin, type ManyHouse, openManyHouse, visit } from './many-house.ts';

let house: ManyHouse;
beforeAll(async () => {
  house = await openManyHouse();
}, 60_000);
afterAll(() => house.close());

const address = () => house.muster.url;

it('sends whoever installs it to Slack, with exactly what the manifest says, and a cookie that scripts cannot read', async () => {
  const response = await fetch(`${address()}/slack/install`, { redirect: 'manual' });

  const to = new URL(response.headers.get('location') ?? '');
  expect(response.status).toBe(302);
  expect(to.origin + to.pathname).toBe(`${house.acme.slack.url}/oauth/v2/authorize`);
  expect(Object.fromEntries(to.searchParams)).toEqual({
    client_id: '11.22',
    scope: botScopes.join(','),
    redirect_uri: `${address()}/slack/oauth_redirect`,
    state: expect.stringMatching(/^[\w.-]{70,90}$/),
  });
  expect(response.headers.get('set-cookie')).toMatch(
    /^muster-install=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/,
  );
});

describe('who comes back otherwise than they left', () => {
  const cases: [string, string, () => Promise<{ status: number; text: string }>][] = [
    [
      'without a cookie',
      'not the browser that began',
      async () => {
        const { location } = await begin(address());
        return visit(house.acme.slack.installing.authorize(house.acme.owner, location));
      },
    ],
    [
      'with the cookie of another browser',
      'not the browser that began',
      async () => {
        const [mine, theirs] = await Promise.all([begin(address()), begin(address())]);
        return visit(house.acme.slack.installing.authorize(house.acme.owner, mine.location), theirs.cookie);
      },
    ],
    [
      'with a state that nobody gave them',
      'not the browser that began',
      async () => {
        const { location, cookie } = await begin(address());
        const back = new URL(house.acme.slack.installing.authorize(house.acme.owner, location));
        back.searchParams.set('state', back.searchParams.get('state')?.replace(/\.\d+\./, '.9999999999.') ?? '');
        return visit(back.href, cookie);
      },
    ],
    [
      'without a state',
      'not the browser that began',
      async () => {
        const { location, cookie } = await begin(address());
        const back = new URL(house.acme.slack.installing.authorize(house.acme.owner, location));
        back.searchParams.delete('state');
        return visit(back.href, cookie);
      },
    ],
    [
      'with a code of their own',
      'did not finish it',
      async () => {
        const { location, cookie } = await begin(address());
        const back = new URL(house.acme.slack.installing.authorize(house.acme.owner, location));
        back.searchParams.set('code', 'made-up');
        return visit(back.href, cookie);
      },
    ],
    [
      'after they said no',
      'Nothing was installed',
      async () => {
        const { location, cookie } = await begin(address());
        return visit(house.acme.slack.installing.authorize(house.acme.owner, location, 'cancel'), cookie);
      },
    ],
    ['with nothing at all', 'not the browser that began', () => visit(`${address()}/slack/oauth_redirect`)],
    [
      'while Slack is away',
      'does not answer',
      async () => {
        const { location, cookie } = await begin(address());
        house.acme.slack.faults.next('oauth.v2.access', { dropConnection: true });
        return visit(house.acme.slack.installing.authorize(house.acme.owner, location), cookie);
      },
    ],
    [
      'while Slack does not know the app',
      'SLACK_CLIENT_ID',
      async () => {
        const { location, cookie } = await begin(address());
        house.acme.slack.faults.next('oauth.v2.access', { error: 'bad_client_secret' });
        return visit(house.acme.slack.installing.authorize(house.acme.owner, location), cookie);
      },
    ],
  ];

  it.each(cases)('%s reads what is wrong, and where to begin again', async (_, words, comeBack) => {
    const page = await comeBack();

    expect(page.text).toContain(words);
    expect(page.text).toContain(`href="${address()}/slack/install"`);
    expect(await house.db.slackInstallation.count()).toBe(0);
    expect(await house.db.company.count()).toBe(0);
  });
});

it('founds a company for each workspace that installs it, which belongs to who did', async () => {
  const page = await house.install(house.acme);
  await house.install(house.globex, house.globex.colleague);

  expect(page).toMatchObject({ status: 200, text: expect.stringContaining('Muster is in Acme') });
  expect(page.text).toContain('https://slack.com/app_redirect?app=A0MUSTER&amp;team=T0ACME');
  const companies = await house.db.company.findMany({ orderBy: { name: 'asc' }, include: { workspaces: true } });
  expect(companies.map(({ name, ownerEmail, workspaces }) => [name, ownerEmail, workspaces[0]?.externalId])).toEqual([
    ['Acme', 'ona@acme.test', 'T0ACME'],
    ['Globex', 'sam@globex.test', 'T0GLOBEX'],
  ]);
});

it('counts once, however often the same address is opened', async () => {
  const { location, cookie } = await begin(address());
  const back = house.acme.slack.installing.authorize(house.acme.owner, location);

  const pages = await Promise.all(Array.from({ length: 5 }, () => visit(back, cookie)));

  expect(pages.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(pages.filter(({ text }) => text.includes('done already'))).toHaveLength(4);
});

it('does nothing when a program looks at the address ahead of the browser', async () => {
  const { location, cookie } = await begin(address());
  const back = house.acme.slack.installing.authorize(house.acme.owner, location);

  const looked = await fetch(back, { method: 'HEAD', headers: { cookie } });
  const page = await visit(back, cookie);

  expect(looked.status).toBe(404);
  expect(page.status).toBe(200);
});

it('keeps its company when it is installed again, by whomever', async () => {
  const before = await house.db.company.findFirstOrThrow({ where: { name: 'Acme' } });

  await house.install(house.acme, house.acme.colleague);

  expect(await house.db.company.findMany({ where: { name: 'Acme' } })).toEqual([before]);
  expect(await house.db.slackInstallation.count()).toBe(2);
});

it('has no token in any table, and none in what it wrote', async () => {
  const [row] = await house.db.$queryRaw<{ row: string }[]>`
    SELECT string_agg(to_jsonb(i)::text || encode(bot_token, 'escape'), '') AS row FROM slack_installation i`;

  expect(row?.row).not.toMatch(/xox/);
  expect(house.muster.output()).toContain('the app was installed');
  expect(house.muster.output()).not.toMatch(/xox[be]|zz-client-secret|code=/);
});

it('answers each workspace, and knows what they have apart', async () => {
  const { acme, globex } = house;

  await acme.chat.type(acme.owner, '/muster settings run.max-records 4321', acme.channel);
  await acme.chat.message(acme.owner, 'run.max-records is now 4321');
  await globex.chat.type(globex.colleague, '/muster settings', globex.channel);

  const settings = await globex.chat.message(globex.colleague, 'run.max-records');
  expect(JSON.stringify(settings)).not.toMatch(/\b4321\b/);
});

it('puts off who tries too often', async () => {
  // 60 are let through a minute, and one may end in between.
  const pages = await Promise.all(Array.from({ length: 130 }, () => visit(`${address()}/slack/oauth_redirect`)));

  const putOff = pages.filter(({ status }) => status === 429);
  expect(putOff.length).toBeGreaterThanOrEqual(10);
  expect(putOff[0]?.text).toContain('Wait for a minute');
});
