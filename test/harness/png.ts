import { inflateSync } from 'node:zlib';

// PNG, third edition (W3C, 2025): 5.2 (signature), 11.2.1 (IHDR), 9.2 (filters).
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const CHANNELS: Record<number, number> = { 2: 3, 6: 4 };

export type Png = { width: number; height: number; hasAlpha: boolean; pixels: number[][] };

/** The pixels of a picture of eight bits a channel that is not interlaced, each as red, green, blue and, where it has that, alpha. */
export function readPng(bytes: Buffer): Png {
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) throw new Error('This is no PNG');
  const chunks = [...chunksOf(bytes)];
  const head = chunks.find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(13);
  const [width, height, depth, kind] = [head.readUInt32BE(0), head.readUInt32BE(4), head[8], head[9] ?? 0];
  const channels = CHANNELS[kind];
  if (depth !== 8 || !channels || head[12] !== 0)
    throw new Error(`A PNG of kind ${kind} and depth ${depth} is not read`);
  const data = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  const rows = unfilter(data, { width: width * channels, height, channels });
  const pixels = Array.from({ length: width * height }, (_, at) => [
    ...rows.subarray(at * channels, (at + 1) * channels),
  ]);
  return { width, height, hasAlpha: kind === 6, pixels };
}

function* chunksOf(bytes: Buffer) {
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    yield { type: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, at + 8 + length) };
    at += 12 + length;
  }
}

function unfilter(
  data: Buffer,
  { width, height, channels }: { width: number; height: number; channels: number },
): Buffer {
  const rows = Buffer.alloc(width * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (width + 1)] ?? 0;
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const left = x < channels ? 0 : (rows[at - channels] ?? 0);
      const up = y === 0 ? 0 : (rows[at - width] ?? 0);
      const corner = x < channels || y === 0 ? 0 : (rows[at - width - channels] ?? 0);
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      rows[at] = (data[y * (width + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return rows;
}

function paeth(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(left + up - corner - value));
  if (toLeft === undefined || toUp === undefined || toCorner === undefined) return 0;
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
