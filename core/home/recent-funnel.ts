import type { Tx } from '../store/db.ts';
import { type Funnel, funnelOf } from '../store/home-lists.ts';

const FRESH_MS = 60_000;
const counted = new Map<string, { funnel: Funnel; at: number }>();

/** Everybody who was mailed in a month is counted for it, so it is counted once a minute and not for each Home tab that follows a run. */
export async function recentFunnel(tx: Tx, companyId: string): Promise<Funnel> {
  forgetOld();
  const known = counted.get(companyId);
  if (known) return known.funnel;
  const funnel = await funnelOf(tx, companyId);
  counted.set(companyId, { funnel, at: performance.now() });
  return funnel;
}

function forgetOld(): void {
  const limit = performance.now() - FRESH_MS;
  for (const [companyId, { at }] of counted) if (at < limit) counted.delete(companyId);
}
