import type { Permission } from '#core/permission.ts';

/** "may …" */
export const permissions: Record<Permission, string> = {
  'import-members': 'bring in lists',
  'view-imports': 'see lists',
  'run-invitations': 'send invitations',
  'view-runs': 'see runs and their logs',
  'view-org-units': 'see org units',
  'approve-runs': 'approve runs of others',
  'manage-settings': 'change settings and permissions',
};

type Change = { permission: Permission; changed: boolean };

export const permissionWords = {
  granted: (who: string, { permission, changed }: Change) =>
    changed
      ? `Done: ${who} may now ${permissions[permission]}.`
      : `${who} had the permission to ${permissions[permission]} already.`,
  revoked: (who: string, { permission, changed }: Change) =>
    changed
      ? `Done: ${who} may not ${permissions[permission]} any more.`
      : `${who} did not have the permission to ${permissions[permission]}.`,
};
