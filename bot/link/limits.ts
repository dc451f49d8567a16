import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const MINUTE = 60_000;
const LOOKS_AT_A_LINK = 10;
const WRONG_LINKS_OF_AN_ADDRESS = 20;
// So many are remembered; whoever has more addresses than that is not stopped by counting.
const REMEMBERED = 10_000;

/** Seconds to wait, for who has looked too often. */
type Limit = (request: FastifyRequest) => Promise<number | undefined>;

/**
 * How often a link may be opened, and how often an address may try links that do not work. A link that works is not
 * counted against its address: a whole company may sit behind one.
 */
export async function limitLooks(link: FastifyInstance): Promise<{ looks: Limit; wrong: Limit }> {
  await link.register(rateLimit, { global: false, timeWindow: MINUTE, cache: REMEMBERED });
  const looks = link.createRateLimit({ max: LOOKS_AT_A_LINK, keyGenerator: ({ url }) => url.split('?', 1)[0] ?? '' });
  // Whoever has one address of IPv6 has a whole /64 of them.
  const wrong = link.createRateLimit({ max: WRONG_LINKS_OF_AN_ADDRESS, ipv6Subnet: 64 });
  const limit = (count: typeof looks): Limit => {
    return async (request) => {
      const counted = await count(request);
      return !counted.isAllowed && counted.isExceeded ? counted.ttlInSeconds : undefined;
    };
  };
  return { looks: limit(looks), wrong: limit(wrong) };
}
