import { randomBytes } from 'node:crypto';
import { STATE_SECONDS } from '#core/installations/install-state.ts';

const SECRET = /^[\w-]{43}$/;

/** With this beginning of its name a browser takes a cookie over https alone, and for this host alone (RFC 6265bis, 4.1.3.2). */
const nameOf = (isSecure: boolean) => `${isSecure ? '__Host-' : ''}muster-install`;

/** The secret by which a browser is known again while it installs the app. Two installations at once share it. */
export function browserOf(header: string | undefined, isSecure: boolean): string | undefined {
  const name = `${nameOf(isSecure)}=`;
  const found = header?.split(';').find((one) => one.trim().startsWith(name));
  const secret = found?.trim().slice(name.length);
  return secret && SECRET.test(secret) ? secret : undefined;
}

export const newBrowser = () => randomBytes(32).toString('base64url');

/** It comes along when Slack sends somebody back: that is a link which they follow (Lax). */
export function cookieFor(browser: string, isSecure: boolean): string {
  const parts = [`${nameOf(isSecure)}=${browser}`, 'Path=/', `Max-Age=${STATE_SECONDS}`, 'HttpOnly', 'SameSite=Lax'];
  return [...parts, ...(isSecure ? ['Secure'] : [])].join('; ');
}
