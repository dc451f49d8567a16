import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contents } from './contents.ts';
import { makeContents } from './contents.ts';
import { type KeptState, makeState, type State } from './state.ts';

export type Keeper = {
  state: State;
  contents: Contents;
  /** Writes what has changed at once: what Slack has acknowledged outlives even kill -9. */
  save(): void;
};

/** Holds the state in a folder over restarts; without a folder in memory only. */
export function makeKeeper(folder: string | undefined): Keeper {
  if (!folder) return { state: makeState(), contents: makeContents(), save() {} };

  mkdirSync(join(folder, 'files'), { recursive: true });
  const file = join(folder, 'state.json');
  const state = makeState(load(file));
  return {
    state,
    contents: keptContents(join(folder, 'files')),
    save: () => writeWhole(file, JSON.stringify(kept(state))),
  };
}

function load(file: string): KeptState | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Slack forgets ephemeral messages; open dialogs and triggers are not part of the state at all. */
function kept({ clock, messages, files, homes }: State): KeptState {
  return {
    lastTs: clock.last(),
    messages: [...messages.values()].filter((message) => !message.onlyFor),
    files: [...files.values()],
    homes: [...homes],
  };
}

/** Each file's bytes are written once, when they come in. */
function keptContents(folder: string): Contents {
  const known = new Set(readdirSync(folder));

  return {
    get: (id) => (known.has(id) ? readFileSync(join(folder, id)) : undefined),
    put(id, content) {
      writeWhole(join(folder, id), content);
      known.add(id);
    },
  };
}

/** A crash leaves the old file or the new one, never half of one. */
function writeWhole(file: string, content: string | Uint8Array): void {
  const fresh = `${file}.new`;
  writeFileSync(fresh, content);
  renameSync(fresh, file);
}
