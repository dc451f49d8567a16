import { z } from 'zod';
import { Fault } from '#core/fault.ts';

const Granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/** The token for what we say, asked for anew in time. */
export type Tokens = {
  present(): Promise<string>;
  /** Teams has refused this one: the next is another. */
  drop(token: string): void;
};

type Login = { appId: string; password: string; tenantId: string; loginUrl?: string | undefined };

const PATIENCE_MS = 10_000;

// What is under way with a token must not outlive it.
const EARLY_MS = 5 * 60_000;

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication: of the bot's own tenant. */
export function keepToken({
  appId,
  password,
  tenantId,
  loginUrl = 'https://login.microsoftonline.com',
}: Login): Tokens {
  const address = `${loginUrl.replace(/\/+$/, '')}/${tenantId}/oauth2/v2.0/token`;
  let kept: { token: string; until: number } | undefined;
  let asking: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const asked = new URLSearchParams({
      ...{ grant_type: 'client_credentials', scope: 'https://api.botframework.com/.default' },
      ...{ client_id: appId, client_secret: password },
    });
    const response = await fetch(address, {
      ...{ method: 'POST', body: asked, redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) },
    }).catch((cause) => {
      throw new Fault('The login of Microsoft does not answer', { retry: { afterMs: PAUSE_MS }, cause });
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw refusal(response.status, answer);

    const { access_token: token, expires_in } = Granted.parse(answer);
    kept = { token, until: Date.now() + Math.max(expires_in * 1_000 - EARLY_MS, 0) };
    return token;
  }

  return {
    async present() {
      if (kept && kept.until > Date.now()) return kept.token;
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    drop(token) {
      if (kept?.token === token) kept = undefined;
    },
  };
}

// Nothing was said yet, so nothing can be there twice.
const PAUSE_MS = 5_000;

/** AADSTS7000215 and the like: a wrong or expired secret is mended by nobody but whoever runs Muster. */
function refusal(status: number, answer: unknown): Fault {
  const { data } = z.object({ error: z.string().max(100) }).safeParse(answer);
  if (status === 429 || status >= 500) {
    return new Fault(`The login of Microsoft answered ${status}`, { retry: { afterMs: PAUSE_MS } });
  }
  return new Fault(data?.error ?? `${status}`, { retry: 'never' });
}
