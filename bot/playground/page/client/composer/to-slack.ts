import { tryAct } from '../act.ts';
import type { Store } from '../store.ts';
import { readUploads } from '../upload.ts';
import { makeComposer } from './composer.ts';
import { slashCommands } from './slash-commands.ts';

/** Where one writes to a channel of Slack, or to a thread. */
export const slackComposer = (store: Store, words: { send: string; attach: string }) =>
  makeComposer({
    words,
    suggest: slashCommands,
    deliver: ({ channel, threadTs }, { text, files }) =>
      tryAct(store, async () => ({
        act: 'type',
        channel,
        ...(threadTs && { threadTs }),
        text,
        files: await readUploads(files),
      })),
  });
