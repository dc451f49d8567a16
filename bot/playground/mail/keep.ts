import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Kept = { id: string; raw: Buffer };

export type Keeper = {
  /** What an earlier playground left, in order of arrival. */
  found: Kept[];
  /** Returns when the letter is in the folder as a whole. */
  keep(raw: Buffer): Promise<Kept>;
  drop(id: string): Promise<void>;
};

/** Keeps letters as .eml files, which every mail program opens. Without a folder it only gives them their ids. */
export async function openKeeper(folder: string | undefined, most: number): Promise<Keeper> {
  const found = folder ? await readFolder(folder, most) : [];
  const nextId = idsAfter(found.at(-1)?.id ?? '');

  return {
    found,
    async keep(raw) {
      const id = nextId();
      if (folder) await writeWhole(join(folder, `${id}.eml`), raw);
      return { id, raw };
    },
    async drop(id) {
      if (folder) await rm(join(folder, `${id}.eml`), { force: true });
    },
  };
}

async function readFolder(folder: string, most: number): Promise<Kept[]> {
  await mkdir(folder, { recursive: true });
  const names = (await readdir(folder)).filter((name) => ID.test(name.replace(/\.eml$/, ''))).sort();
  const newest = names.slice(-most);
  return Promise.all(
    newest.map(async (name) => ({ id: name.replace(/\.eml$/, ''), raw: await readFile(join(folder, name)) })),
  );
}

async function writeWhole(path: string, raw: Buffer): Promise<void> {
  await writeFile(`${path}.part`, raw);
  await rename(`${path}.part`, path);
}

const ID = /^\d{13}-\d{6}$/;

/** When it came, and a number for those of the same millisecond: sorts as it came, also over restarts and a clock set back. */
function idsAfter(last: string): () => string {
  let previous = last;
  return () => {
    const now = `${Date.now()}-000000`;
    previous = now > previous ? now : following(previous);
    return previous;
  };
}

function following(id: string): string {
  const [time = '', number = ''] = id.split('-');
  return `${time}-${String(Number(number) + 1).padStart(6, '0')}`;
}

/** When a letter of this id came. */
export const arrivalOf = (id: string) => new Date(Number(id.slice(0, 13)));
