import { createServer, type Server, type Socket } from 'node:net';
import { type Moment, plan, type SinkFault } from './sink-faults.ts';

export type Received = { rcpt: string; messageId: string; raw: string };

export type SinkOptions = {
  port?: number;
  faults?: SinkFault[];
  /** Milliseconds before each reply. */
  delay?: number;
  seed?: number;
  pipelining?: boolean;
  /** Called before the reply to an accepted letter leaves: what it writes down is older than any `sent`. */
  record?: (received: Received) => void;
};

export type Sink = {
  url: string;
  received(): Received[];
  /** Every line the clients sent outside of letters. */
  commands(): string[];
  connections(): number;
  /** From now on these faults, instead of the ones before. */
  strike(faults: SinkFault[]): void;
  /** Ends all connections without a word; the sink goes on listening. */
  hangUp(): void;
  stop(): Promise<void>;
};

/** An SMTP server that accepts every letter, or misbehaves exactly as told. */
export async function startSink(options: SinkOptions = {}): Promise<Sink> {
  const received: Received[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  let strikes = plan(options.faults ?? [], options.seed);

  const server = createServer((socket) => {
    connections++;
    sockets.add(socket.setNoDelay());
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    const keep = (letter: Received) => {
      received.push(letter);
      options.record?.(letter);
    };
    converse(socket, {
      ...options,
      keep,
      heard: (line) => commands.push(line),
      fault: (at, rcpt) => strikes(at, rcpt),
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));

  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `smtp://127.0.0.1:${portOf(server)}`,
    received: () => received,
    commands: () => commands,
    connections: () => connections,
    strike: (faults) => {
      strikes = plan(faults, options.seed);
    },
    hangUp,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        hangUp();
      }),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return address && typeof address === 'object' ? address.port : 0;
}

type Conversation = Pick<SinkOptions, 'delay' | 'pipelining'> & {
  keep(letter: Received): void;
  heard(line: string): void;
  fault(at: Moment, rcpt?: string): SinkFault['does'] | undefined;
};

function converse(socket: Socket, { delay, pipelining = true, keep, heard, fault }: Conversation): void {
  let buffer = '';
  let sender = false;
  let rcpt: string | undefined;
  let letter = false;
  let work = Promise.resolve();

  async function say(text: string) {
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
    if (!socket.destroyed) socket.write(`${text}\r\n`);
    if (/^(221|421) /.test(text)) socket.end();
  }

  /** Lets a fault strike, or answers. Tells whether the moment passed without one. */
  async function answer(at: Moment, text: string): Promise<boolean> {
    const does = fault(at, rcpt);
    if (does === undefined) await say(text);
    else if (does === 'drop') socket.destroy();
    else if (does === 'reset') socket.resetAndDestroy();
    else if (does === 'silent') socket.pause();
    else await say(does);
    return does === undefined;
  }

  async function command(line: string): Promise<void> {
    heard(line);
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') await answer('ehlo', pipelining ? '250-sink\r\n250-PIPELINING\r\n250 8BITMIME' : '250 sink');
    else if (verb === 'MAIL') sender = await answer('mail', '250 2.1.0 ok');
    else if (verb === 'RCPT') await recipient(/<(.*)>/.exec(line)?.[1]);
    else if (verb === 'DATA' && rcpt) letter = await answer('data', '354 go ahead');
    else if (verb === 'DATA') await say('503 5.5.1 no valid recipients');
    else if (verb === 'QUIT') await say('221 2.0.0 bye');
    else {
      forget();
      await say('250 2.0.0 ok');
    }
  }

  async function recipient(address: string | undefined): Promise<void> {
    if (!sender) return say('503 5.5.1 no sender');
    rcpt = address;
    if (!(await answer('rcpt', '250 2.1.5 ok'))) rcpt = undefined;
  }

  async function accept(raw: string): Promise<void> {
    letter = false;
    const refusal = fault('dot', rcpt);
    if (refusal === 'drop') socket.destroy();
    else if (refusal === 'reset') socket.resetAndDestroy();
    else if (refusal === 'silent') socket.pause();
    else if (refusal) await say(refusal);
    else {
      keep({
        rcpt: rcpt ?? '',
        messageId: /^message-id:\s*(.*)$/im.exec(raw)?.[1] ?? '',
        raw: raw.replace(/^\.\./gm, '.'),
      });
      await answer('accepted', '250 2.0.0 kept');
    }
    forget();
  }

  function forget() {
    sender = false;
    rcpt = undefined;
  }

  async function workOff(): Promise<void> {
    for (;;) {
      const mark = letter ? '\r\n.\r\n' : '\r\n';
      const end = letter && buffer.startsWith('.\r\n') ? 0 : buffer.indexOf(mark);
      if (end < 0 || socket.destroyed || socket.isPaused()) return;
      const text = buffer.slice(0, end);
      buffer = buffer.slice(end + mark.length);
      await (letter ? accept(`${text}\r\n`) : command(text));
    }
  }

  socket.setEncoding('latin1').on('data', (data) => {
    buffer += data;
    work = work.then(workOff);
  });
  work = work.then(async () => void (await answer('connect', '220 sink ESMTP')));
}
