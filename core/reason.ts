import { z } from 'zod';

/** Why a person is not invited. The same codes in card, log, file and API. */
export const FailReason = z.enum([
  'USER_ARCHIVED',
  'USER_NOT_FOUND',
  'EMAIL_MISSING',
  'EMAIL_INVALID',
  'EMAIL_REJECTED',
  'EMAIL_BOUNCED',
  'PHONE_NOT_PROVISIONED',
  'PHONE_INVALID',
  'ROLE_NOT_PERMITTED',
  'MAIL_SERVER_FAILED',
]);
export type FailReason = z.infer<typeof FailReason>;

export const SkipReason = z.enum(['ALREADY_LINKED', 'INVITED_RECENTLY', 'DUPLICATE_ROW']);
export type SkipReason = z.infer<typeof SkipReason>;

export const Reason = z.enum([...FailReason.options, ...SkipReason.options]);
export type Reason = z.infer<typeof Reason>;
