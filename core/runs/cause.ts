import { z } from 'zod';

/** Why a run is where it is, where the state alone does not say. A rejected run has the words of who rejected it instead. */
export const RunCause = z.enum([
  /** Discarded, because its people are in several smaller runs now. */
  'split',
  /** Aborted: the channel was turned off before its turn came. */
  'channel-off',
  /** Aborted: nobody could be mailed for a day. */
  'no-progress',
  /** While sending: the mail server cannot be used, and we go on trying. */
  'mail-server-connect',
  'mail-server-login',
  'mail-server-tls',
  'mail-server-protocol',
]);
export type RunCause = z.infer<typeof RunCause>;
