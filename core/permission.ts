import { z } from 'zod';

export const Permission = z.enum([
  'import-members',
  'view-imports',
  'run-invitations',
  'view-runs',
  'view-org-units',
  'approve-runs',
  'manage-settings',
]);
export type Permission = z.infer<typeof Permission>;
