import { z } from 'zod';
import { ChatChannel } from './chat-channel.ts';
import type { SettingKey } from './settings.ts';

/** The settings that name channels. */
const ofChannels: SettingKey[] = ['approval.channel', 'channel.runs', 'channel.summaries', 'channel.private'];

export const namesChannels = (key: string) => ofChannels.some((one) => one === key);

// More than that, and nobody can read any more where something may be done.
const MOST = 20;

/** Several channels, as their platform writes each, with spaces or commas between them: their ids. */
export const ChatChannels = z
  .string()
  .trim()
  .transform((words) => [...new Set(words.split(/[\s,]+/))])
  .pipe(z.array(ChatChannel).min(1).max(MOST));
