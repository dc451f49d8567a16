import { runLog } from '#core/runs/run-log.ts';
import { runTyped } from '#core/store/subjects.ts';
import { logFile } from '../log-file.ts';
import { defineCommand } from './define.ts';
import { readTypedRun, TypedRun } from './typed-run.ts';

export const download = defineCommand({
  name: 'download',
  usage: '[run]',
  summary: 'The whole log of a run as a file, in your direct messages',
  args: TypedRun,
  read: readTypedRun,

  async run({ id }, { db, operator }) {
    const found = await runTyped(db, operator.companyId, id);
    if (!found) return { kind: 'refused', refusal: { code: 'run-not-found' } };

    const outcome = await runLog({ db }, operator, found.id);
    if (!outcome.ok) return { kind: 'refused', refusal: outcome.refusal };
    return {
      kind: 'file',
      what: 'log',
      name: `muster-log-${found.id.slice(0, 8)}.csv`,
      content: await logFile(outcome.value),
    };
  },
});
