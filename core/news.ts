import { z } from 'zod';

/** Everything the bot may be told. Ids only: it reads what is so now and shows that. */
export const news = {
  'fetch-upload': z.object({ companyId: z.uuid(), importId: z.uuid() }),
  'show-card': z.object({ companyId: z.uuid(), cardId: z.uuid() }),
};

export type News = { [K in keyof typeof news]: z.infer<(typeof news)[K]> };
