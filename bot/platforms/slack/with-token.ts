import { refusalIn } from './refusal-in.ts';

export type TokenSource = {
  /** What to speak with now. */
  present(): Promise<string>;
  /** Slack refused this one with this code. Another to try instead; undefined when there is none. */
  insteadOf(refused: string, code: string): Promise<string | undefined>;
};

// https://docs.slack.dev/reference/methods/auth.test#errors: what is wrong with a token, not with what was asked.
const refusals = ['token_expired', 'token_revoked', 'account_inactive', 'invalid_auth'];

/** A fetch that asks for the token each time, so that tokens may change under a client, and asks again with another one where Slack takes this one no more. */
export function withToken(tokens: TokenSource, apiUrl: string): typeof fetch {
  return async (input, init) => {
    // An upload goes to an address that is secret itself.
    if (!String(input).startsWith(apiUrl)) return fetch(input, init);

    const token = await tokens.present();
    const { response, refusal } = await send(input, init, token);
    const other = refusal && (await tokens.insteadOf(token, refusal));
    return other ? (await send(input, init, other)).response : response;
  };
}

async function send(input: Parameters<typeof fetch>[0], init: RequestInit | undefined, token: string) {
  const headers = new Headers(init?.headers);
  headers.set('authorization', `Bearer ${token}`);
  const response = await fetch(input, { ...init, headers });
  if (response.status !== 200) return { response };

  const text = await response.text();
  const { status, statusText, headers: answered } = response;
  const answer = new Response(text, { status, statusText, headers: plain(answered) });
  const code = refusalIn(text);
  return { response: answer, refusal: code && refusals.includes(code) ? code : undefined };
}

/** The body is unpacked by now. */
function plain(headers: Headers): Headers {
  const kept = new Headers(headers);
  kept.delete('content-encoding');
  kept.delete('content-length');
  return kept;
}
