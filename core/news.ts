import { z } from 'zod';
import { keyBy, type RequestKey } from './request-key.ts';

/** Everything the bot may be told. Ids only: it reads what is so now and shows that. */
export const news = {
  'fetch-upload': z.object({ companyId: z.uuid(), importId: z.uuid() }),
  'remove-upload': z.object({ companyId: z.uuid(), importId: z.uuid() }),
  'show-card': z.object({ companyId: z.uuid(), cardId: z.uuid() }),
  'read-groups': z.object({ companyId: z.uuid(), platform: z.string(), workspaceId: z.string() }),
  'show-home': z.object({ companyId: z.uuid(), homeId: z.uuid() }),
  'offer-setup': z.object({ companyId: z.uuid(), operatorId: z.uuid(), platform: z.string(), workspaceId: z.string() }),
  'tell-test-mail': z.object({ companyId: z.uuid(), testMailId: z.uuid() }),
};

export type News = { [K in keyof typeof news]: z.infer<(typeof news)[K]> };

/** News of the same thing that nobody has heard yet is one piece of news. */
export const newsKeys: Record<keyof News, RequestKey> = {
  'fetch-upload': keyBy(news['fetch-upload'], ({ importId }) => `fetch-upload.${importId}`),
  'remove-upload': keyBy(news['remove-upload'], ({ importId }) => `remove-upload.${importId}`),
  'show-card': keyBy(news['show-card'], ({ cardId }) => `show-card.${cardId}`),
  'read-groups': keyBy(
    news['read-groups'],
    ({ companyId, platform, workspaceId }) => `read-groups.${companyId}.${platform}.${workspaceId}`,
  ),
  'offer-setup': keyBy(news['offer-setup'], ({ companyId }) => `offer-setup.${companyId}`),
  'tell-test-mail': keyBy(news['tell-test-mail'], ({ testMailId }) => `tell-test-mail.${testMailId}`),
  'show-home': keyBy(news['show-home'], ({ homeId }) => `show-home.${homeId}`),
};
