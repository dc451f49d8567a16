import { addFile, type StoredFile } from './files.ts';
import { randomLetters } from './ids.ts';
import type { World } from './world.ts';

type Expected = { name: string; length: number; path: string; content?: Uint8Array };

/** The bot's way of handing in a file: an address, the bytes, and the word that they are complete. */
export type Uploads = {
  expect(name: string, length: number): { id: string; path: string };
  /** Whether this address was handed out here. */
  expects(path: string): boolean;
  /** False when nobody asked for this address, or the length differs from what was announced. */
  receive(path: string, content: Uint8Array): boolean;
  complete(world: World, id: string, channels: string[]): StoredFile | undefined;
};

export function makeUploads(): Uploads {
  const expected = new Map<string, Expected>();

  return {
    expect(name, length) {
      const id = `F0${randomLetters(9)}`;
      const path = `/upload/v1/${randomLetters(24)}`;
      expected.set(id, { name, length, path });
      return { id, path };
    },

    expects: (path) => [...expected.values()].some((one) => one.path === path),

    receive(path, content) {
      const upload = [...expected.values()].find((one) => one.path === path);
      if (!upload || content.byteLength !== upload.length) return false;
      upload.content = content;
      return true;
    },

    complete(world, id, channels) {
      const { name, content } = expected.get(id) ?? {};
      if (name === undefined || content === undefined) return undefined;
      expected.delete(id);
      return addFile(world, { id, user: world.bot.userId, channels, upload: { name, content } });
    },
  };
}

/** The web-api client sends a form with the bytes in it; curl sends the bytes alone. */
export async function uploadedBytes(contentType = '', body: Buffer): Promise<Uint8Array> {
  if (!contentType.startsWith('multipart/form-data')) return body;

  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  for (const value of form.values()) {
    if (typeof value !== 'string') return new Uint8Array(await value.arrayBuffer());
  }
  return body;
}
