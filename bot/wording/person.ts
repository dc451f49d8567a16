import { Reason } from '#core/reason.ts';
import type { InvitationState } from '#core/states.ts';
import { reasons } from './reasons.ts';
import { outcomes } from './states.ts';

/** What an answer about one person says. */
export const personWords = {
  email: 'E-mail',
  phone: 'Phone',
  numbers: 'Corporate numbers',
  unit: 'Org unit',
  role: 'Role',
  archived: 'Archived',
  channels: 'Channels',
  none: 'none',
  notInvited: 'not invited',
  lastInvitations: 'Last invitations',
  onlyYou: 'Only you see this.',
  /** `sendAt`: of a run that waits for its time. */
  outcome(state: InvitationState, reason: string | undefined, sendAt: string | undefined): string {
    const { data: known } = Reason.safeParse(reason);
    if (!known && state === 'queued' && sendAt) return `${outcomes[state]} until ${sendAt}`;
    return known ? `${outcomes[state]}: ${reasons[known].sentence}` : outcomes[state];
  },
};
