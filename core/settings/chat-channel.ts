import { z } from 'zod';

// "<#C024BE91L|approvals>" as Slack writes a channel, "#C024BE91L" or "C024BE91L".
const slack = /^<?#?([CG][A-Z0-9]{2,20})(?:\|[^<>|]*)?>?$/;

// https://learn.microsoft.com/microsoftteams/platform/resources/bot-v3/bots-context: "19:…@thread.tacv2", formerly "@thread.skype".
const teams = /^19:[\w-]{1,200}@thread\.(?:tacv2|skype)$/;

/** A channel as its platform writes it: the id of it. */
export const ChatChannel = z
  .string()
  .trim()
  .refine((words) => slack.test(words) || teams.test(words))
  .transform((words) => slack.exec(words)?.[1] ?? words);

export const platformOf = (channel: string) => (teams.test(channel) ? 'teams' : 'slack');
