import type { Socket } from 'node:net';

/** The server's side of SMTP over one connection: it takes every letter, at the least cost, and announces PIPELINING. */
export type Ears = {
  /** Milliseconds that each reply is under way: the latency of a relay that is far away. */
  latencyMs: number;
  /** Before the reply to the letter leaves. `letter` is asked for only where somebody wants it. */
  accepted(rcpt: string, letter: () => string): void;
};

const REPLIES: Record<string, string> = {
  EHLO: '250-sink\r\n250-PIPELINING\r\n250 8BITMIME',
  DATA: '354 go ahead',
  QUIT: '221 2.0.0 bye',
};

const END = Buffer.from('\r\n.\r\n');
const LINE_FEED = 10;

export function converse(socket: Socket, { latencyMs, accepted }: Ears): void {
  let kept: Buffer = Buffer.alloc(0);
  let rcpt = '';
  let inLetter = false;

  const say = latencyMs ? delayed(socket, latencyMs) : (reply: string) => void socket.write(reply, 'latin1');

  /** One line or letter out of what has come; false when there is no whole one yet. */
  function workOff(): boolean {
    const end = inLetter ? kept.indexOf(END) : kept.indexOf(LINE_FEED);
    if (end < 0) return false;
    const taken = kept.subarray(0, end + 2);
    kept = kept.subarray(end + (inLetter ? END.length : 1));
    if (inLetter) letter(taken);
    else command(taken.toString('latin1', 0, end - 1));
    return true;
  }

  function letter(bytes: Buffer): void {
    inLetter = false;
    accepted(rcpt, () => bytes.toString('latin1').replace(/^\.\./gm, '.'));
    say('250 2.0.0 kept\r\n');
  }

  function command(line: string): void {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'RCPT') rcpt = line.slice(line.indexOf('<') + 1, line.indexOf('>'));
    if (verb === 'DATA') inLetter = true;
    say(`${REPLIES[verb] ?? '250 2.0.0 ok'}\r\n`);
    if (verb === 'QUIT') setTimeout(() => socket.end(), latencyMs);
  }

  socket.setNoDelay().on('error', () => {});
  socket.on('data', (data: Buffer) => {
    kept = kept.length > 0 ? Buffer.concat([kept, data]) : data;
    socket.cork();
    while (workOff());
    socket.uncork();
  });
  say('220 sink ESMTP\r\n');
}

/** Replies leave so long after what they answer has come, in their order. */
function delayed(socket: Socket, latencyMs: number): (reply: string) => void {
  return (reply) => {
    setTimeout(() => {
      if (!socket.destroyed) socket.write(reply, 'latin1');
    }, latencyMs);
  };
}
