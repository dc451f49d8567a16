import { z } from 'zod';

const mention = /^<?#?([CG][A-Z0-9]{2,20})(?:\|[^<>|]*)?>?$/;

/** "<#C024BE91L|approvals>" as Slack writes a channel, "#C024BE91L" or "C024BE91L": the id of it. */
export const SlackChannel = z
  .string()
  .trim()
  .regex(mention)
  .transform((words) => mention.exec(words)?.[1] ?? '');
