import { inflateRawSync } from 'node:zlib';

// PKWARE's APPNOTE 6.3: 4.3.12 (central directory), 4.3.7 (local header).
const ENTRY = 0x02014b50;
const END = 0x06054b50;

/** The files of a ZIP by name, in its order, read from the list at its end as every other reader does. */
export function unzip(zip: Uint8Array): Map<string, Buffer> {
  const bytes = Buffer.from(zip);
  const end = bytes.length - 22;
  if (bytes.readUInt32LE(end) !== END) throw new Error('This is no ZIP without a comment');
  const files = new Map<string, Buffer>();
  for (let at = bytes.readUInt32LE(end + 16); bytes.readUInt32LE(at) === ENTRY; ) {
    const [nameLength, extraLength] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30)];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    files.set(name, content(bytes, bytes.readUInt32LE(at + 42), bytes.readUInt32LE(at + 20)));
    at += 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32);
  }
  return files;
}

function content(bytes: Buffer, at: number, packed: number): Buffer {
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const data = bytes.subarray(from, from + packed);
  return bytes.readUInt16LE(at + 8) === 0 ? data : inflateRawSync(data);
}
