import { z } from 'zod';

/** The columns that mean something, in the order of the template. E-mail and phone are enough. */
export const Column = z.enum([
  'username',
  'email',
  'first_name',
  'last_name',
  'mobile_phone',
  'org_unit',
  'role',
  'language',
  'country',
  'time_zone',
  'department',
  'job_title',
]);
export type Column = z.infer<typeof Column>;
