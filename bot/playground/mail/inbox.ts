import { once } from 'node:events';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import type { Mail } from '../page/needs.ts';
import { type Keeper, openKeeper } from './keep.ts';
import { readMail } from './read-mail.ts';

export type Inbox = {
  url: string;
  /** In order of arrival. */
  list(): Mail[];
  /** Calls back after every arrival; the answer ends the subscription. */
  subscribe(heard: () => void): () => void;
  stop(): Promise<void>;
};

const MOST_MAILS = 2_000;
const LARGEST_MAIL = 1024 * 1024;
// A lane that still hangs on when the playground ends is told 421 after this.
const CLOSE_TIMEOUT_MS = 200;

/** A mail server that keeps what it gets to itself: in `keep`, a folder that survives a restart, and of all mails the newest `most`. */
export async function startInbox({ keep, most = MOST_MAILS }: { keep?: string; most?: number } = {}): Promise<Inbox> {
  const keeper = await openKeeper(keep, most);
  const mails: Mail[] = [];
  for (const { id, raw } of keeper.found) mails.push(await readMail(id, raw));
  const listeners = new Set<() => void>();

  async function receive(stream: SMTPServerDataStream, recipient: string): Promise<void> {
    const letter = await collect(stream);
    const { id, raw } = await keeper.keep(Buffer.concat([Buffer.from(`Delivered-To: ${recipient}\r\n`), letter]));
    place(mails, await readMail(id, raw));
    await letGo(mails.splice(0, Math.max(0, mails.length - most)), keeper);
    for (const heard of listeners) heard();
  }

  const server = new SMTPServer({
    banner: 'Muster playground',
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST_MAIL,
    closeTimeout: CLOSE_TIMEOUT_MS,
    onData(stream, { envelope }, done) {
      receive(stream, envelope.rcptTo[0]?.address ?? '').then(() => done(), done);
    },
  });
  // A client that breaks off is no concern of ours, but without a listener it would end the process.
  server.on('error', () => {});
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();

  return {
    url: `smtp://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`,
    list: () => [...mails],
    subscribe(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** What the client reads as `552`: RFC 1870 6.3. */
class TooLarge extends Error {
  readonly responseCode = 552;
}

async function collect(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk);
  if (stream.sizeExceeded) throw new TooLarge(`This inbox takes letters up to ${LARGEST_MAIL} bytes`);
  return Buffer.concat(chunks);
}

/** Letters that come at the same time are read in no fixed order; the list keeps that of their ids, as after a restart. */
function place(mails: Mail[], mail: Mail): void {
  const before = mails.findLastIndex(({ id }) => id < mail.id);
  mails.splice(before + 1, 0, mail);
}

async function letGo(old: Mail[], keeper: Keeper): Promise<void> {
  await Promise.all(old.map(({ id }) => keeper.drop(id)));
}
