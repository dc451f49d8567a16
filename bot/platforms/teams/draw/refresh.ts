import type { Reply } from '../../../reply.ts';
import { buttons } from '../../../wording.ts';
import type { AdaptiveCard } from './adaptive.ts';

// learn.microsoft.com, "Universal Actions for Adaptive Cards": a card refreshes itself for sixty people.
const MOST_REFRESHED = 60;

/** For whoever is asked to approve, the card asks for their own view as soon as they see it. Whether they may is judged when they press. */
export function refreshOf(reply: Reply, mris: ReadonlyMap<string, string>): Pick<AdaptiveCard, 'refresh'> {
  if (!('report' in reply) || reply.kind === 'import' || reply.report.state !== 'awaiting_approval') return {};
  const { id, version, approval } = reply.report;
  const users = (approval?.askable ?? []).flatMap(({ users }) => users);
  const userIds = users
    .flatMap(({ platform, userId }) => (platform === 'teams' ? (mris.get(userId) ?? []) : []))
    .slice(0, MOST_REFRESHED);
  if (userIds.length === 0) return {};
  const action = { type: 'Action.Execute' as const, title: buttons.decide, verb: 'refresh', data: { id, version } };
  return { refresh: { action, userIds } };
}
