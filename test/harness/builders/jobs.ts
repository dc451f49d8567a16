import { makeLog } from '#core/process/log.ts';
import { linkTokenHash } from '#core/secrets.ts';
import { work } from '#core/work.ts';
import type { JobContext } from '#jobs/context.ts';
import { SmtpUrl } from '#jobs/mail/config.ts';
import { sendInvitations } from '#jobs/send-invitations/send-invitations.ts';
import { wakeCompany } from '#jobs/wake-company.ts';
import type { Received, Sink } from '../sink.ts';
import type { World } from '../world.ts';

export const PUBLIC_URL = 'https://muster.example.test';

/** What jobs work with in a test: this world, and this sink as the mail server. */
export function jobContext(world: World, sink: Pick<Sink, 'url'>, stopping = new AbortController().signal): JobContext {
  return {
    db: world.db,
    log: makeLog({ LOG_LEVEL: 'silent' }),
    secrets: world.secrets,
    sending: world.sending,
    countMail: () => {},
    mail: { smtp: SmtpUrl.parse(sink.url), from: { name: 'Acme', address: 'muster@acme.test' } },
    publicUrl: PUBLIC_URL,
    stopping,
  };
}

/** Does what was promised to the queue, one after the other, until nothing is left to do. */
export async function workOff(world: World, context: JobContext): Promise<void> {
  while (!context.stopping.aborted) {
    const [promised] = await world.db.$queryRaw<{ name: string; data: unknown }[]>`
      DELETE FROM outbox WHERE id = (SELECT id FROM outbox WHERE name IN ('wake-company', 'send-invitations') ORDER BY id LIMIT 1)
      RETURNING name, data`;
    if (!promised) return;
    if (promised.name === 'wake-company') await wakeCompany(work['wake-company'].data.parse(promised.data), context);
    else await sendInvitations(work['send-invitations'].data.parse(promised.data), context);
  }
}

/** The token of the private link in a letter, out of its text part. */
export function tokenIn({ raw }: Received): string {
  const text = raw.replaceAll('=\r\n', '').replaceAll('=3D', '=');
  return /\/link\/([A-Za-z0-9_-]{43})/.exec(text)?.[1] ?? '';
}

/** Whom the link in a letter was made for, by what rests in the database. */
export async function ownerOf(world: World, letter: Received): Promise<string | undefined> {
  const [owner] = await world.db.$queryRaw<{ email: string }[]>`
    SELECT email FROM link_token JOIN invitation ON invitation.id = invitation_id
     WHERE hash = ${linkTokenHash(tokenIn(letter))}`;
  return owner?.email;
}
