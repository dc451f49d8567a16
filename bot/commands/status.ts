import { deny } from '#core/deny.ts';
import { runReport } from '#core/runs/run-report.ts';
import { runTyped } from '#core/store/subjects.ts';
import { defineCommand } from './define.ts';
import { readTypedRun, TypedRun } from './typed-run.ts';

export const status = defineCommand({
  name: 'status',
  usage: '[run]',
  summary: 'Where a run stands; the latest one when you name none',
  args: TypedRun,
  read: readTypedRun,

  async run({ id }, { db, operator }) {
    const denied = await deny(db, operator, 'view-runs');
    if (denied) return { kind: 'refused', refusal: denied };

    const found = await runTyped(db, operator.companyId, id);
    const report = found && (await runReport(db, operator.companyId, found.id));
    return report ? { kind: 'run-status', report } : { kind: 'refused', refusal: { code: 'run-not-found' } };
  },
});
