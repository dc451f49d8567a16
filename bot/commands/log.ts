import { runDetails } from '#core/runs/run-details.ts';
import { runTyped } from '#core/store/subjects.ts';
import { defineCommand } from './define.ts';
import { readTypedRun, TypedRun } from './typed-run.ts';

export const log = defineCommand({
  name: 'log',
  usage: '[run]',
  summary: 'Person by person: who was invited, who was not, and why',
  args: TypedRun,
  read: readTypedRun,

  async run({ id }, { db, operator }) {
    const found = await runTyped(db, operator.companyId, id);
    if (!found) return { kind: 'refused', refusal: { code: 'run-not-found' } };

    const outcome = await runDetails({ db }, operator, { runId: found.id, page: 1 });
    return outcome.ok ? { kind: 'run-details', details: outcome.value } : { kind: 'refused', refusal: outcome.refusal };
  },
});
