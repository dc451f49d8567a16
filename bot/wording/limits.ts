import { count, people } from './numbers.ts';

export const nothingSent = 'Nothing was sent.';

/** The same words wherever a list is too long for one run. */
export const overLimit = (invite: number, limit: number) =>
  `${people(invite)} are more than the ${count(limit)} that one run may invite (error code 20001). ` +
  'Split the run, or ask an owner for a higher “run.max-records”.';
