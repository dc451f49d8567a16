import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { WebClient } from '@slack/web-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePeople } from '#bot/platforms/slack/people.ts';
import { recognise } from '#core/directory/recognise.ts';
import { whatMay } from '#core/directory/what-may.ts';
import { accepted } from '../harness/builders/runs.ts';
import { makeWorld, type World } from '../harness/world.ts';

let world: World;
let slack: Server;
let user: Record<string, unknown>;
let client: WebClient;
beforeAll(async () => {
  world = await makeWorld();
  slack = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, user }));
  }).listen(0, '127.0.0.1');
  await once(slack, 'listening');
  const address = slack.address();
  client = new WebClient('xoxb-1', {
    slackApiUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/api/`,
  });
});
afterAll(async () => {
  slack.closeAllConnections();
  slack.close();
  await world.close();
});

let people = 0;

/** Somebody of the workspace as users.info tells of them, asked for the first time. */
async function profileOf(told: Record<string, unknown>, organisation?: string) {
  const id = `U1${++people}`;
  user = { id, team_id: 'T0ACME', name: 'x', profile: { email: `${id.toLowerCase()}@acme.test` }, ...told };
  const where = { workspaceId: organisation ?? 'T0ACME', isEnterprise: organisation !== undefined };
  return makePeople(client, where).profile(id);
}

const inAcme = (more: object = {}) => ({ enterprise_id: 'E0ACME', teams: ['T0OTHER'], ...more });

it.each([
  ['of another workspace of it', { team_id: 'T0OTHER', enterprise_user: inAcme() }, 'colleague', false],
  ['who administers one workspace of it', { is_admin: true, enterprise_user: inAcme() }, 'colleague', false],
  ['who administers all of it', { enterprise_user: inAcme({ is_admin: true }) }, 'colleague', true],
  ['of another organisation', { enterprise_user: { enterprise_id: 'E0OTHER', is_owner: true } }, 'outsider', true],
  ['of none', {}, 'outsider', false],
])('where it is installed for an organisation, knows somebody %s', async (_, told, standing, isAdmin) => {
  expect(await profileOf(told, 'E0ACME')).toMatchObject({ workspaceId: 'E0ACME', standing, isAdmin });
});

it('where it is installed in one workspace of an organisation, knows who belongs to it beside another', async () => {
  const both = { team_id: 'T0OTHER', enterprise_user: inAcme({ teams: ['T0OTHER', 'T0ACME'] }) };

  expect(await profileOf(both)).toMatchObject({ standing: 'colleague' });
  expect(await profileOf({ team_id: 'T0OTHER', enterprise_user: inAcme() })).toMatchObject({ standing: 'outsider' });
});

it.each([
  ['a guest of one channel', { is_restricted: true, is_ultra_restricted: true }, 'guest'],
  ['a guest of several channels', { is_restricted: true }, 'guest'],
  ['somebody through Slack Connect', { is_stranger: true }, 'outsider'],
  ['somebody of another workspace', { team_id: 'T0OTHER' }, 'outsider'],
  ['an administrator of another workspace', { team_id: 'T0OTHER', is_admin: true, is_owner: true }, 'outsider'],
  ['the user of another app', { is_bot: true, is_admin: true }, 'outsider'],
  ['a stranger who is a guest too', { is_stranger: true, is_restricted: true }, 'outsider'],
  ['somebody who left', { deleted: true }, 'gone'],
  ['an administrator who left', { deleted: true, is_admin: true }, 'gone'],
])('takes %s for no colleague, and does nothing for them', async (_, told, standing) => {
  const profile = await profileOf(told);
  const outcome = await recognise(world, profile);

  expect(profile.standing).toBe(standing);
  expect(outcome).toMatchObject({ ok: false, refusal: { code: 'not-a-colleague' } });
  expect(await world.db.chatUser.count({ where: { userId: profile.userId } })).toBe(0);
});

it.each(['guest', 'outsider', 'gone'] as const)(
  'leaves no permission to an administrator who is a %s now',
  async (standing) => {
    const profile = await profileOf({ is_admin: true });
    const operator = accepted(await recognise(world, profile));
    expect((await whatMay(world, operator)).permissions).toHaveLength(7);

    await recognise(world, { ...profile, standing });

    expect((await whatMay(world, operator)).permissions).toEqual([]);
  },
);

it('matches nobody by an address that Slack has not verified', async () => {
  const profile = await profileOf({ is_email_confirmed: false, profile: { email: 'ana@acme.test' } });
  const operator = accepted(await recognise(world, profile));

  expect(profile.email).toBeUndefined();
  expect(operator.id).not.toBe(world.requester.id);
  expect((await whatMay(world, operator)).permissions).toEqual([]);
});

it('believes what Slack says, not what a name says', async () => {
  const profile = await profileOf({ real_name: 'Ana', name: 'ana', profile: { real_name: 'U0ANA' } });

  const operator = accepted(await recognise(world, profile));

  expect((await whatMay(world, operator)).permissions).toEqual([]);
});
