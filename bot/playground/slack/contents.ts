/** The bytes of files, apart from what is known about them: a keeper writes each of them only once. */
export type Contents = {
  get(id: string): Uint8Array | undefined;
  put(id: string, content: Uint8Array): void;
};

export function makeContents(): Contents {
  const held = new Map<string, Uint8Array>();
  return { get: (id) => held.get(id), put: (id, content) => held.set(id, content) };
}
