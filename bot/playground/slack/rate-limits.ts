/** docs.slack.dev, rate limits: calls a minute by method and workspace. */
const perMinute = { 1: 1, 2: 20, 3: 50, 4: 100 };

/** chat.postMessage: about one a second and channel, with short bursts above that. */
const postsPerSecond = 1;
const postBurst = 10;

/** "posting" is counted by channel; "special" is never limited here (hundreds a minute at Slack). */
export type Tier = keyof typeof perMinute | 'posting' | 'special';

export type RateLimits = {
  set(setting: boolean | Record<string, number>): void;
  /** Counts a call. Answers the whole seconds to wait when it is one too many. */
  take(method: string, tier: Tier, channel?: string): number | undefined;
};

export function makeRateLimits(): RateLimits {
  const calls = new Map<string, number[]>();
  const buckets = new Map<string, { left: number; at: number }>();
  let on = true;
  let own: Record<string, number> = {};

  function takeFromWindow(method: string, limit: number): number | undefined {
    const minuteAgo = Date.now() - 60_000;
    const recent = (calls.get(method) ?? []).filter((at) => at > minuteAgo);
    calls.set(method, recent);

    const first = recent[0];
    if (recent.length >= limit && first !== undefined) return Math.max(1, Math.ceil((first - minuteAgo) / 1000));
    recent.push(Date.now());
    return undefined;
  }

  function takeFromBucket(key: string): number | undefined {
    const now = Date.now();
    const bucket = buckets.get(key) ?? { left: postBurst, at: now };
    const left = Math.min(postBurst, bucket.left + ((now - bucket.at) / 1000) * postsPerSecond);
    buckets.set(key, { left: left < 1 ? left : left - 1, at: now });
    return left < 1 ? 1 : undefined;
  }

  return {
    set(setting) {
      on = setting !== false;
      own = typeof setting === 'object' ? setting : {};
    },
    take(method, tier, channel = '') {
      const limit = own[method];
      if (limit !== undefined) return takeFromWindow(method, limit);
      if (!on || tier === 'special') return undefined;
      return tier === 'posting' ? takeFromBucket(`${method} ${channel}`) : takeFromWindow(method, perMinute[tier]);
    },
  };
}
