import { z } from 'zod';

export const queueConfig = z.object({
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .describe('a Redis URL like redis://:password@host:6379'),
});
export type QueueConfig = z.infer<typeof queueConfig>;
