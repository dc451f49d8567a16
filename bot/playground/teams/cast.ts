import { people as sameThree } from '../cast.ts';
import type { TeamsDoubleOptions } from './options.ts';
import type { Conversation, Person } from './types.ts';

export const tenantId = '0aaaaaaa-0000-4000-8000-000000000001';
export const team = { id: '19:acme@thread.tacv2', name: 'Acme Capital' };

const ids: Record<string, string> = {
  U0ROSA: '0bbbbbbb-0000-4000-8000-000000000001',
  U0ADAM: '0bbbbbbb-0000-4000-8000-000000000002',
  U0OLGA: '0bbbbbbb-0000-4000-8000-000000000003',
};

/** The same three people as in the local Slack, by the same addresses. */
export const people: Person[] = sameThree.flatMap(({ id: slackId, name, about, email }) => {
  const id = ids[slackId];
  return id ? { id, mri: `29:1${slackId}`, name, about, email, userPrincipalName: email, userRole: 'user' } : [];
});

export const channels: Conversation[] = [
  { id: '19:onboarding@thread.tacv2', name: 'onboarding', kind: 'channel' },
  { id: '19:general@thread.tacv2', name: 'General', kind: 'channel' },
  { id: '19:approvals@thread.tacv2', name: 'approvals', kind: 'channel' },
];

export const bot: Omit<TeamsDoubleOptions['bot'], 'password'> = {
  appId: '0ccccccc-0000-4000-8000-000000000001',
  name: 'Muster',
};
