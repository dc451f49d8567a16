import type { Reply } from '../../reply.ts';

/** Whom a reply names that has a user in Teams, by their Entra ids. */
export function teamsUsersIn(reply: Reply): string[] {
  const found = new Set<string>();
  look(reply, found);
  return [...found];
}

function look(value: unknown, found: Set<string>): void {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array || value instanceof Date) return;
  if ('platform' in value && value.platform === 'teams' && 'userId' in value && typeof value.userId === 'string') {
    found.add(value.userId);
  }
  for (const inner of Object.values(value)) look(inner, found);
}
