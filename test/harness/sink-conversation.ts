import type { Socket } from 'node:net';
import type { Received, SinkOptions } from './sink.ts';
import type { Moment, SinkFault } from './sink-faults.ts';

export type Conversation = Pick<SinkOptions, 'delay' | 'pipelining' | 'silence'> & {
  keep(letter: Received): void;
  heard(line: string): void;
  fault(at: Moment, rcpt?: string): SinkFault['does'] | undefined;
};

/** The server's side of SMTP over one connection. */
export function converse(socket: Socket, options: Conversation): void {
  const { delay, pipelining = true, silence, keep, heard, fault } = options;
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
    else if (does === 'silent') goSilent();
    else await say(does);
    return does === undefined;
  }

  async function command(line: string): Promise<void> {
    heard(line);
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') await answer('ehlo', pipelining ? '250-sink\r\n250-PIPELINING\r\n250 8BITMIME' : '250 sink');
    else if (verb === 'MAIL' && sender) await say('503 5.5.1 nested MAIL command');
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
    else if (refusal === 'silent') goSilent();
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

  function goSilent() {
    socket.pause();
    if (silence !== undefined) setTimeout(() => socket.destroy(), silence);
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
