import { Fault } from '#core/fault.ts';
import { type News, news } from '#core/news.ts';
import type { Delivery, Listening, Queues } from '#core/queue.ts';
import type { AnnounceContext, Herald } from './announce/context.ts';
import { fetchUpload } from './announce/fetch-upload.ts';
import { offerSetup } from './announce/offer-setup.ts';
import { readGroups } from './announce/read-groups.ts';
import { removeUpload } from './announce/remove-upload.ts';
import { showCard } from './announce/show-card.ts';
import { showHome } from './announce/show-home.ts';
import { tellTestMail } from './announce/tell-test-mail.ts';

const heralds: { [K in keyof News]: Herald<K> } = {
  'fetch-upload': fetchUpload,
  'read-groups': readGroups,
  'show-home': showHome,
  'offer-setup': offerSetup,
  'tell-test-mail': tellTestMail,
  'remove-upload': removeUpload,
  'show-card': showCard,
};

/** Listens for news from core and jobs, and lets the chat know. A chat that is away delays only the telling. */
export function startAnnouncer(queues: Pick<Queues, 'listen'>, context: AnnounceContext): Promise<Listening> {
  const { log } = context;
  return queues.listen('news', {
    room: 10,
    hear: (delivery) =>
      announce(delivery).catch((error: unknown) => {
        if (!isPause(error)) log.warn({ error, news: delivery.name }, 'news was not told');
        throw error;
      }),
    lost: (error) => log.warn({ error }, 'the announcer has lost its queue'),
  });

  async function announce({ name, data }: Delivery): Promise<void> {
    if (name === 'show-card') return heralds['show-card'](news['show-card'].parse(data), context);
    if (name === 'show-home') return heralds['show-home'](news['show-home'].parse(data), context);
    if (name === 'offer-setup') return heralds['offer-setup'](news['offer-setup'].parse(data), context);
    if (name === 'tell-test-mail') return heralds['tell-test-mail'](news['tell-test-mail'].parse(data), context);
    if (name === 'fetch-upload') return heralds['fetch-upload'](news['fetch-upload'].parse(data), context);
    if (name === 'read-groups') return heralds['read-groups'](news['read-groups'].parse(data), context);
    if (name === 'remove-upload') return heralds['remove-upload'](news['remove-upload'].parse(data), context);
    throw new Fault(`There is no news called ${name}`, { retry: 'never' });
  }
}

/** The chat asks for a pause, and gets it. */
const isPause = (error: unknown) => error instanceof Fault && typeof error.retry === 'object';
