/** Together with the rest of the request they must fit into what the server takes. */
const MAX_BYTES = 20 * 1024 * 1024;

export type SentUpload = { name: string; content: string };

/** Undefined when these files are too much to hand over. */
export async function readUploads(files: readonly File[]): Promise<SentUpload[] | undefined> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (total > MAX_BYTES) return undefined;
  return Promise.all(files.map(async (file) => ({ name: file.name, content: await base64(file) })));
}

export const TOO_LARGE = 'These files are larger than 20 MB together, more than the playground takes.';

function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,?/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
