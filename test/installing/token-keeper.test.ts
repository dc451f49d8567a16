import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { keepTokens, type TokenKeeper } from '#bot/platforms/slack/token-keeper.ts';
import { foundCompany } from '#core/directory/found-company.ts';
import { findInstallation, type Installation } from '#core/installations/find-installation.ts';
import { install } from '#core/installations/install.ts';
import type { Tokens } from '#core/installations/tokens.ts';
import { makeLog } from '#core/process/log.ts';
import { openSecrets, type Secrets } from '#core/secrets.ts';
import type { Db } from '#core/store/db.ts';
import { openPrisma } from '#prisma/client.ts';
import { makeDatabase, type TestDatabase } from '../harness/database.ts';

const oldKey = Buffer.alloc(32, 3);
const log = makeLog({ LOG_LEVEL: 'silent' });
const secrets = openSecrets(oldKey);

let database: TestDatabase;
let db: Db;
beforeEach(async () => {
  database = await makeDatabase();
  db = openPrisma(database.url, { poolSize: 10 });
});
afterEach(async () => {
  await db.$disconnect();
  await database.drop();
});

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000);
const rotating = (number: number, { due, expires }: { due: number; expires: number }): Tokens => ({
  bot: `xoxe.xoxb-1-${number}`,
  rotation: { refresh: `xoxe-1-${number}`, dueAt: inSeconds(due), expiresAt: inSeconds(expires) },
});

const fresh = { due: 36_000, expires: 43_200 };
const due = { due: -1, expires: 7_200 };
const expired = { due: -7_200, expires: -1 };

async function installed(tokens: Tokens, workspaceId = 'T1'): Promise<Installation> {
  const made = {
    name: workspaceId,
    isEnterprise: false,
    appId: 'A1',
    botUserId: 'U1',
    scopes: [],
    installedBy: { userId: 'U2' },
  };
  await install({ db, secrets }, { ...made, workspaceId, tokens });
  return found(secrets, workspaceId);
}

const ownerOf = async (workspaceId: string) =>
  (await db.workspace.findFirstOrThrow({ where: { externalId: workspaceId }, include: { company: true } })).company
    .ownerEmail;

async function found(by: Secrets, workspaceId = 'T1'): Promise<Installation> {
  const installation = await findInstallation({ db, secrets: by }, workspaceId);
  if (!installation) throw new Error('It is not installed');
  return installation;
}

/** Slack's refresh tokens are good once. */
function slack(first = 'xoxe-1-1') {
  let good = first;
  const asked: string[] = [];
  return {
    asked,
    async renew(refreshToken: string): Promise<Tokens> {
      asked.push(refreshToken);
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (refreshToken !== good) throw new Error('invalid_refresh_token');
      const next = rotating(asked.length + 1, fresh);
      good = next.rotation?.refresh ?? '';
      return next;
    },
  };
}

const keeper = (first: Installation, renew: (token: string) => Promise<Tokens>): TokenKeeper =>
  keepTokens({ db, secrets, log, renew }, first);

describe('a token that is due', () => {
  it('is renewed once, however many processes need it at the same moment', async () => {
    const first = await installed(rotating(1, due));
    const { renew, asked } = slack();
    const processes = [keeper(first, renew), keeper(first, renew), keeper(first, renew)];

    const tokens = await Promise.all(processes.flatMap((one) => Array.from({ length: 5 }, () => one.present())));

    expect(asked).toEqual(['xoxe-1-1']);
    expect(new Set(tokens)).toEqual(new Set(['xoxe.xoxb-1-2']));
    expect((await found(secrets)).tokens).toMatchObject({ bot: 'xoxe.xoxb-1-2', rotation: { refresh: 'xoxe-1-2' } });
  });

  it('still serves while Slack is away, and Slack is not asked again at once', async () => {
    let asked = 0;
    const one = keeper(await installed(rotating(1, due)), async () => {
      asked++;
      throw new Error('Slack is away');
    });

    const tokens = [await one.present(), await one.present()];

    expect(tokens).toEqual(['xoxe.xoxb-1-1', 'xoxe.xoxb-1-1']);
    expect(asked).toBe(1);
  });

  it('serves no longer than it is good', async () => {
    const one = keeper(await installed(rotating(1, expired)), async () => {
      throw new Error('Slack is away');
    });

    await expect(one.present()).rejects.toThrow('away');

    expect(await one.holds()).toBe(true);
  });
});

describe('a token that Slack refuses', () => {
  it('as expired is renewed though our clock says that it is good', async () => {
    const { renew, asked } = slack();
    const one = keeper(await installed(rotating(1, fresh)), renew);

    const others = await Promise.all([1, 2, 3].map(() => one.insteadOf('xoxe.xoxb-1-1', 'token_expired')));

    expect(others).toEqual(Array(3).fill('xoxe.xoxb-1-2'));
    expect(asked).toHaveLength(1);
  });

  it('is replaced by the one that another process has got meanwhile', async () => {
    const first = await installed(rotating(1, due));
    const one = keeper(first, slack().renew);
    await keeper(first, slack().renew).present();

    const other = await one.insteadOf('xoxe.xoxb-1-1', 'token_revoked');

    expect(other).toBe('xoxe.xoxb-1-2');
  });

  it('for good is deleted, and the workspace counts as left', async () => {
    const one = keeper(await installed({ bot: 'xoxb-1' }), slack().renew);

    const other = await one.insteadOf('xoxb-1', 'account_inactive');

    expect(other).toBeUndefined();
    expect(await one.holds()).toBe(false);
    expect(await db.slackInstallation.count()).toBe(0);
    expect((await db.workspace.findFirstOrThrow()).leftAt).not.toBeNull();
  });

  it('never takes those with it that the app was given since', async () => {
    const one = keeper(await installed({ bot: 'xoxb-1' }), slack().renew);
    await installed({ bot: 'xoxb-2' });

    expect(await one.insteadOf('xoxb-1', 'account_inactive')).toBe('xoxb-2');
    expect(await db.slackInstallation.count()).toBe(1);
  });

  it('for where it comes from alone is kept', async () => {
    const one = keeper(await installed({ bot: 'xoxb-1' }), slack().renew);

    expect(await one.insteadOf('xoxb-1', 'invalid_auth')).toBeUndefined();
    expect(await db.slackInstallation.count()).toBe(1);
  });
});

it('is read anew once after a quiet minute, however much comes at the same moment', async () => {
  let read = 0;
  const unseal: Secrets['unseal'] = (...sealed) => {
    read++;
    return secrets.unseal(...sealed);
  };
  const first = await installed({ bot: 'xoxb-1' });
  const one = keepTokens({ db, secrets: { ...secrets, unseal }, log, renew: slack().renew }, first);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
  onTestFinished(() => void vi.useRealTimers());

  const held = await Promise.all(Array.from({ length: 50 }, () => one.holds()));

  expect(new Set(held)).toEqual(new Set([true]));
  expect(read).toBe(1);
});

describe('at rest', () => {
  it('a token opens in its own row alone', async () => {
    await installed({ bot: 'xoxb-1' }, 'T1');
    await installed({ bot: 'xoxb-2' }, 'T2');

    await db.$executeRaw`
      UPDATE slack_installation SET bot_token = (SELECT bot_token FROM slack_installation WHERE workspace_id = 'T2')
       WHERE workspace_id = 'T1'`;

    await expect(found(secrets, 'T1')).rejects.toThrow();
    expect((await found(secrets, 'T2')).tokens.bot).toBe('xoxb-2');
  });

  it('a token under a former key is opened, and sealed under the present one', async () => {
    await installed(rotating(1, fresh));
    const newKey = Buffer.alloc(32, 4);

    const both = await found(openSecrets(newKey, [oldKey]));

    expect(both.tokens.bot).toBe('xoxe.xoxb-1-1');
    expect((await found(openSecrets(newKey))).tokens).toEqual(both.tokens);
    await expect(found(secrets)).rejects.toThrow('another SECRET_KEY');
  });

  it('a company cannot be given the installation of another', async () => {
    await installed({ bot: 'xoxb-1' }, 'T1');
    await installed({ bot: 'xoxb-2' }, 'T2');

    const moved = db.$executeRaw`
      UPDATE slack_installation SET company_id = (SELECT company_id FROM workspace WHERE external_id = 'T2')
       WHERE workspace_id = 'T1'`;

    await expect(moved).rejects.toThrow('slack_installation_company_id_platform_workspace_id_fkey');
  });
});

describe('the company of a workspace', () => {
  const made = {
    name: 'Acme',
    isEnterprise: false,
    appId: 'A1',
    botUserId: 'U1',
    scopes: [],
    tokens: { bot: 'xoxb-1' },
  };
  const by = (email: string) => ({ ...made, workspaceId: 'T1', installedBy: { userId: 'U2', email } });

  it('belongs to who installed the app first', async () => {
    await install({ db, secrets }, by('ona@acme.test'));
    await install({ db, secrets }, by('sam@acme.test'));

    expect(await ownerOf('T1')).toBe('ona@acme.test');
  });

  it('belongs to whom OWNER_EMAIL names, from when it does', async () => {
    await install({ db, secrets }, by('ona@acme.test'));
    await install({ db, secrets }, by('ona@acme.test'), 'Boss@acme.test');

    expect(await ownerOf('T1')).toBe('boss@acme.test');
  });

  it('is founded once, however many install the app at the same moment', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, i) => install({ db, secrets }, by(`sam${i}@acme.test`))));

    expect(await db.company.count()).toBe(1);
    expect(await db.slackInstallation.count()).toBe(1);
  });

  it('is never that of another workspace, though that has no other platform', async () => {
    await foundCompany({ db }, { platform: 'teams', externalId: 'M1', name: 'Elsewhere' });

    await install({ db, secrets }, by('ona@acme.test'));

    expect(await db.company.count()).toBe(2);
  });
});
