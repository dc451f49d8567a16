import { findRunTyped } from '#core/runs/find-run-typed.ts';
import { runLog } from '#core/runs/run-log.ts';
import { logFile } from '../log-file.ts';
import { defineCommand } from './define.ts';
import { RunTyped, readRunTyped } from './run-typed.ts';

export const download = defineCommand({
  name: 'download',
  usage: '[run]',
  summary: 'The whole log of a run as a file, in your direct messages',
  args: RunTyped,
  read: readRunTyped,

  async run({ id }, { db, operator }) {
    const found = await findRunTyped({ db }, operator, id);
    if (!found.ok) return { kind: 'refused', refusal: found.refusal };
    const log = await runLog({ db }, operator, found.value.id);
    if (!log.ok) return { kind: 'refused', refusal: log.refusal };

    const name = `muster-log-${found.value.id.slice(0, 8)}.csv`;
    return { kind: 'file', what: 'log', name, content: await logFile(log.value) };
  },
});
