import { randomLetters } from './ids.ts';

export type Issued = { token: string; refreshToken?: string; expiresIn?: number };

/** The tokens with which the app may speak in one workspace. */
export type Grants = {
  knows(token: string): boolean;
  /** Slack's code for a token that it does not take; undefined when it does. */
  refusal(token: string): string | undefined;
  /** Somebody installed the app: tokens of before are good no more. */
  issue(): Issued;
  /** A refresh token is good once. The access token of before lives until its own end. */
  renew(refreshToken: string): Issued | undefined;
  /** The app was taken out, or its tokens were. */
  end(code: 'account_inactive' | 'token_revoked'): void;
  /** All access tokens have reached their end. */
  expire(): void;
  isInstalled(): boolean;
};

type Known = { refresh: string | undefined; until: number; ended?: string };

/** `lifeS`: tokens expire after so many seconds, and come with a refresh token (`token_rotation_enabled`). */
export function makeGrants(first: string, lifeS?: number): Grants {
  const known = new Map<string, Known>();
  if (first) known.set(first, { refresh: undefined, until: Number.POSITIVE_INFINITY });
  const living = () => [...known.values()].filter(({ ended }) => !ended);

  function issue(): Issued {
    const secret = `${randomLetters(12)}-${randomLetters(24)}`;
    if (lifeS === undefined) {
      const token = `xoxb-${secret}`;
      known.set(token, { refresh: undefined, until: Number.POSITIVE_INFINITY });
      return { token };
    }
    const token = `xoxe.xoxb-1-${secret}`;
    const refreshToken = `xoxe-1-${randomLetters(40)}`;
    known.set(token, { refresh: refreshToken, until: Date.now() + lifeS * 1000 });
    return { token, refreshToken, expiresIn: lifeS };
  }

  const end = (code: 'account_inactive' | 'token_revoked') => {
    for (const one of living()) one.ended = code;
  };

  return {
    knows: (token) => known.has(token),
    refusal(token) {
      const one = known.get(token);
      if (!one) return 'invalid_auth';
      return one.ended ?? (one.until < Date.now() ? 'token_expired' : undefined);
    },
    issue() {
      end('token_revoked');
      return issue();
    },
    renew(refreshToken) {
      const one = living().find(({ refresh }) => refresh === refreshToken);
      if (!one) return undefined;
      one.refresh = undefined;
      return issue();
    },
    end,
    expire() {
      for (const one of living()) one.until = Math.min(one.until, Date.now() - 1);
    },
    isInstalled: () => living().length > 0,
  };
}
