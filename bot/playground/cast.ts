import type { ChannelOptions, PersonOptions, UserGroup } from './slack/options.ts';

export const workspace = { id: 'T0MUSTER', name: 'Acme Capital' };

const colleague = { isAdmin: false, isOwner: false, isGuest: false };

/** Two who may do everything, one who may only look on. */
export const people: PersonOptions[] = [
  {
    ...colleague,
    id: 'U0ROSA',
    name: 'Rosa Requester',
    about: 'brings in lists and asks for runs',
    email: 'rosa@example.com',
    isAdmin: true,
    isOwner: true,
  },
  {
    ...colleague,
    id: 'U0ADAM',
    name: 'Adam Approver',
    about: 'approves what others ask for',
    email: 'adam@example.com',
    isAdmin: true,
  },
  {
    ...colleague,
    id: 'U0OLGA',
    name: 'Olga Onlooker',
    about: 'reads along and may not press',
    email: 'olga@example.com',
  },
];

export const channels: ChannelOptions[] = [
  { id: 'C0ONBOARD', name: 'onboarding', kind: 'channel', isPrivate: true },
  { id: 'C0GENERAL', name: 'general', kind: 'channel' },
  { id: 'C0APPROVALS', name: 'approvals', kind: 'channel' },
];

/** Whoever types @approvers names them. */
export const userGroups: UserGroup[] = [
  { id: 'S0APPROVERS', name: 'Approvers', handle: 'approvers', members: ['U0ADAM', 'U0OLGA'] },
];

export const bot = { userId: 'U0MUSTER', name: 'Muster', appId: 'A0MUSTER' };
