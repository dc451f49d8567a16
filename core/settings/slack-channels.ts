import { z } from 'zod';
import { SlackChannel } from './slack-channel.ts';

// More than that, and nobody can read any more where something may be done.
const MOST = 20;

/** Several channels, as Slack writes each, with spaces or commas between them: their ids. */
export const SlackChannels = z
  .string()
  .trim()
  .transform((words) => [...new Set(words.split(/[\s,]+/))])
  .pipe(z.array(SlackChannel).min(1).max(MOST));
