import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { wholeFile } from '../csv-file.ts';

export type Packed = { name: string; bytes: number; sha256: string };

export type Zip = {
  /** Packed once this ends: one file after the other. */
  add(name: string, content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<Packed>;
  end(): Promise<Uint8Array>;
};

// The same files make the same bytes, whenever and wherever they are packed: the earliest time that ZIP knows, by any clock.
const SAME = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true };

export function openZip(): Zip {
  const zip = new ZipFile();
  // Whoever adds a file that breaks off is told so by `add`.
  zip.on('error', () => {});
  const whole = wholeFile(zip.outputStream.pipe(new PassThrough()));

  return {
    async add(name, content) {
      const hash = createHash('sha256');
      let bytes = 0;
      const counted = async function* () {
        for await (const piece of content) {
          hash.update(piece);
          bytes += piece.byteLength;
          yield piece;
        }
      };
      const stream = Readable.from(counted(), { objectMode: false });
      zip.addReadStream(stream, name, SAME);
      await finished(stream);
      return { name, bytes, sha256: hash.digest('hex') };
    },

    end() {
      zip.end();
      return whole;
    },
  };
}
