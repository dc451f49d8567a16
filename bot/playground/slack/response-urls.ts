import { randomLetters } from './ids.ts';

/** What a response_url answers to. `original` is the message whose button was pressed. */
export type ResponseTo = { person: string; channel: string; original?: { channel: string; ts: string } };

export type ResponseUrls = {
  issue(to: ResponseTo): string;
  /** Undefined when the address is unknown, older than 30 minutes or was used five times. */
  use(path: string): ResponseTo | undefined;
};

const uses = 5;

export function makeResponseUrls(base: () => string, team: string, lifeMs: number): ResponseUrls {
  const issued = new Map<string, { to: ResponseTo; left: number; until: number }>();

  return {
    issue(to) {
      const path = `/responses/${team}/${issued.size + 1}/${randomLetters(24)}`;
      issued.set(path, { to, left: uses, until: Date.now() + lifeMs });
      return `${base()}${path}`;
    },

    use(path) {
      const response = issued.get(path);
      if (!response || response.left === 0 || Date.now() > response.until) return undefined;

      response.left -= 1;
      return response.to;
    },
  };
}
