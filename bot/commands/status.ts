import { runStatus } from '#core/runs/run-status.ts';
import { defineCommand } from './define.ts';
import { RunTyped, readRunTyped } from './run-typed.ts';
import { told } from './told.ts';

export const status = defineCommand({
  name: 'status',
  usage: '[run]',
  summary: 'Where a run stands; the latest one when you name none',
  args: RunTyped,
  read: readRunTyped,

  async run({ id }, { db, operator }) {
    return told(await runStatus({ db }, operator, id), (report) => ({ kind: 'run-status', report }));
  },
});
