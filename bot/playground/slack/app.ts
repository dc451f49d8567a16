import { randomLetters } from './ids.ts';
import type { AppOptions } from './options.ts';
import { makeSockets, type Sockets } from './sockets.ts';
import { SlackError } from './web-api/method.ts';
import type { World } from './world.ts';

/** What belongs to the app as a whole, in all of its workspaces. */
export type SlackApp = AppOptions & { sockets: Sockets; codes: Map<string, Code> };

type Code = { world: World; person: string; redirectUri: string; scopes: string[]; until: number; used: boolean };

/** docs.slack.dev, installing with OAuth: a code lives ten minutes. */
const codeLifeMs = 10 * 60_000;

export const makeApp = (options: AppOptions): SlackApp => ({ ...options, sockets: makeSockets(), codes: new Map() });

/**
 * Somebody is on Slack's page that the app has sent them to, and says yes or no. Where their browser goes then.
 * @throws what the page would say in place of asking
 */
export function authorize(
  app: SlackApp,
  world: World,
  { person, address, says }: { person: string; address: string; says: 'allow' | 'cancel' },
): string {
  const { pathname, searchParams } = new URL(address);
  const asked = (name: string) => searchParams.get(name) ?? '';
  if (pathname !== '/oauth/v2/authorize') throw new Error(`Slack has no page ${pathname}`);
  if (asked('client_id') !== app.clientId) throw new Error('invalid_client_id');
  if (!app.redirectUrls.includes(asked('redirect_uri'))) throw new Error('bad_redirect_uri');
  const scopes = asked('scope').split(',');
  const unknown = scopes.filter((scope) => !world.scopes.includes(scope));
  if (unknown.length > 0) throw new Error(`invalid_scope: ${unknown.join(', ')}`);
  if (!world.people.some(({ id }) => id === person)) throw new Error(`There is no person ${person}`);

  const back = new URL(asked('redirect_uri'));
  if (searchParams.has('state')) back.searchParams.set('state', asked('state'));
  if (says === 'cancel') {
    back.searchParams.set('error', 'access_denied');
    return back.href;
  }
  const code = `${randomLetters(13)}.${randomLetters(32).toLowerCase()}`;
  const redirectUri = asked('redirect_uri');
  app.codes.set(code, { world, person, redirectUri, scopes, until: Date.now() + codeLifeMs, used: false });
  back.searchParams.set('code', code);
  return back.href;
}

/** @throws SlackError with Slack's code */
export function takeCode(app: SlackApp, code: string, redirectUri: string | undefined): Code {
  const found = app.codes.get(code);
  if (!found || found.until < Date.now()) throw new SlackError('invalid_code');
  if (found.used) throw new SlackError('code_already_used');
  if (found.redirectUri !== redirectUri) throw new SlackError('bad_redirect_uri');
  found.used = true;
  return found;
}
