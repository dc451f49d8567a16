import type { RunCause } from '#core/runs/cause.ts';
import type { Delivery } from '../mail/delivery.ts';

/** What all lanes together know of the mail server. */
export type MailServer = {
  hear(delivery: Delivery): void;
  /** Set while nothing can be sent. */
  trouble(): RunCause | undefined;
};

export function makeMailServer(): MailServer {
  let trouble: RunCause | undefined;
  return {
    hear(delivery) {
      if (delivery.kind === 'not-sent') trouble = `mail-server-${delivery.trouble}`;
      else if (delivery.kind === 'sent' || delivery.kind === 'refused') trouble = undefined;
    },
    trouble: () => trouble,
  };
}
