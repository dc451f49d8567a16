import { z } from 'zod';
import { emailAddress } from '../email-address.ts';

/** "off", or the address of the inbox that gets every mail instead of the people; undefined for none. */
export const Rehearsal = z
  .string()
  .trim()
  .transform((words, context): string | undefined => {
    if (words.toLowerCase() === 'off') return undefined;
    const inbox = emailAddress(words);
    if (inbox !== undefined) return inbox;
    context.addIssue({ code: 'custom', message: 'must be off or an address' });
    return z.NEVER;
  });
