import { randomBytes } from 'node:crypto';
import type { World } from '../world.ts';
import { problem, type Reply } from './reply.ts';

const TOKEN_SECONDS = 3_600;

/** Where the bot learns with which keys Teams signs. */
export const metadata = (world: World): Reply => ({
  status: 200,
  answer: {
    issuer: 'https://api.botframework.com',
    jwks_uri: `${world.url()}/v1/keys`,
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
  },
});

export const keys = (world: World): Reply => ({ status: 200, answer: world.keys.jwks() });

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
export function grant(world: World, tenant: string, form: string): Reply {
  const asked = new URLSearchParams(form);
  const { appId, password } = world.bot;
  const isRight =
    asked.get('grant_type') === 'client_credentials' && asked.get('scope') === 'https://api.botframework.com/.default';
  if (!isRight) return { status: 400, answer: { error: 'invalid_request' } };
  if (tenant !== world.tenantId) return { status: 400, answer: { error: 'invalid_tenant' } };
  if (asked.get('client_id') !== appId || asked.get('client_secret') !== password) {
    return { status: 401, answer: { error: 'invalid_client' } };
  }
  const token = randomBytes(24).toString('base64url');
  world.tokens.set(token, Date.now() + TOKEN_SECONDS * 1_000);
  return { status: 200, answer: { token_type: 'Bearer', expires_in: TOKEN_SECONDS, access_token: token } };
}

/** Undefined where the bearer may come in. */
export function whyNotIn(world: World, authorization: string | undefined): Reply | undefined {
  const [, token = ''] = /^Bearer (.+)$/.exec(authorization ?? '') ?? [];
  const until = world.tokens.get(token) ?? 0;
  return until > Date.now()
    ? undefined
    : problem(401, 'Unauthorized', 'Authorization has been denied for this request.');
}
