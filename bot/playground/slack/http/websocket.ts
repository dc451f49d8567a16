import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

export type Peer = { send(text: string): void; drop(): void };
type Ears = { text(words: string): void; closed(): void };

/** RFC 6455, 1.3. */
const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
/** RFC 6455, 5.2. */
const codes = { text: 0x1, close: 0x8, ping: 0x9, pong: 0xa };

type Frame = { code: number; payload: Buffer; rest: Buffer };

/** As much of a WebSocket server as Slack's clients need: whole text frames, pings and goodbyes. */
export function acceptSocket({ headers }: IncomingMessage, socket: Duplex, { text, closed }: Ears): Peer {
  const proof = createHash('sha1').update(`${headers['sec-websocket-key']}${MAGIC}`).digest('base64');
  const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
  socket.write(`${[...lines, `Sec-WebSocket-Accept: ${proof}`].join('\r\n')}\r\n\r\n`);

  let pending: Buffer = Buffer.alloc(0);
  socket.on('data', (bytes: Buffer) => {
    pending = Buffer.concat([pending, bytes]);
    for (let frame = frameIn(pending); frame; frame = frameIn(pending)) {
      pending = frame.rest;
      if (frame.code === codes.text) text(frame.payload.toString('utf8'));
      if (frame.code === codes.ping) socket.write(framed(codes.pong, frame.payload));
      if (frame.code === codes.close) socket.end(framed(codes.close, frame.payload));
    }
  });
  // Who was killed says no goodbye, and its end of the line is closed all the same.
  socket.on('end', () => socket.end());
  socket.on('close', closed);
  socket.on('error', () => socket.destroy());
  return {
    send: (words) => void socket.write(framed(codes.text, Buffer.from(words))),
    drop: () => socket.destroy(),
  };
}

/** The first whole frame. What a client sends is masked (5.3). */
function frameIn(bytes: Buffer): Frame | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes.readUInt8(1) & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const start = 2 + lengthBytes + 4;
  if (bytes.length < start) return undefined;
  const length = lengthBytes === 0 ? short : bytes.readUIntBE(lengthBytes === 8 ? 4 : 2, lengthBytes === 8 ? 6 : 2);
  if (bytes.length < start + length) return undefined;

  const mask = bytes.subarray(start - 4, start);
  const payload = Buffer.from(bytes.subarray(start, start + length));
  payload.forEach((byte, index) => {
    payload[index] = byte ^ (mask[index % 4] ?? 0);
  });
  return { code: bytes.readUInt8(0) & 0x0f, payload, rest: bytes.subarray(start + length) };
}

function framed(code: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head.writeUInt8(0x80 | code, 0);
  head.writeUInt8(length < 126 ? length : length < 65_536 ? 126 : 127, 1);
  if (head.length === 4) head.writeUInt16BE(length, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, payload]);
}
