import { z } from 'zod';

/** Why a run is where it is, where the state alone does not say. A rejected run has the words of who rejected it instead. */
export const RunCause = z.enum([
  /** Discarded, because its people are in several smaller runs now. */
  'split',
  /** Cancelled before anything was sent: somebody on the list is not any more what was shown, so nobody can approve it. */
  'list-changed',
  /** Aborted: the channel was turned off before its turn came. */
  'channel-off',
  /** Aborted: nobody could be mailed for a day. */
  'no-progress',
  /** Cancelled: it was paused, and nobody came back to it for a week. */
  'paused-too-long',
  /** Paused: it was to be tried on its first people, who have their mail. */
  'tried',
  /** Paused: whoever sent it was gone again and again before anybody's outcome was known. */
  'interrupted',
  /** Paused: too many mails in a row could not leave, or were refused for reasons that are ours. */
  'mail-server-refused',
  /** Paused: the mail server cannot be used. */
  'mail-server-connect',
  'mail-server-login',
  'mail-server-tls',
  'mail-server-protocol',
  /** Paused: the mail server asks for fewer mails than one at a time. */
  'mail-server-busy',
]);
export type RunCause = z.infer<typeof RunCause>;
