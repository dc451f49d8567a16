import { findRunTyped } from '#core/runs/find-run-typed.ts';
import { runDetails } from '#core/runs/run-details.ts';
import { defineCommand } from './define.ts';
import { RunTyped, readRunTyped } from './run-typed.ts';
import { told } from './told.ts';

export const log = defineCommand({
  name: 'log',
  usage: '[run]',
  summary: 'Person by person: who was invited, who was not, and why',
  namesPeople: true,
  args: RunTyped,
  read: readRunTyped,

  async run({ id }, { db, operator }) {
    const found = await findRunTyped({ db }, operator, id);
    const outcome = found.ok ? await runDetails({ db }, operator, { runId: found.value.id, page: 1 }) : found;
    return told(outcome, (details) => ({ kind: 'run-details', details }));
  },
});
