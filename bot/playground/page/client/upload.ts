import { Refused } from './refused.ts';

/** Together with the rest of the request they must fit into what the server takes. */
const MAX_BYTES = 20 * 1024 * 1024;

export type SentUpload = { name: string; content: string };

/** Refuses with a sentence when the files are too much to hand over, or gone meanwhile. */
export async function readUploads(files: readonly File[]): Promise<SentUpload[]> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  if (total > MAX_BYTES)
    throw new Refused('These files are larger than 20 MB together, more than the playground takes.');
  return Promise.all(files.map(async (file) => ({ name: file.name, content: await base64(file) })));
}

function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,?/, ''));
    reader.onerror = () => reject(new Refused(`${file.name} could not be read.`));
    reader.readAsDataURL(file);
  });
}

export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
