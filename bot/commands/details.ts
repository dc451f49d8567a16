import { z } from 'zod';
import { importDetails } from '#core/imports/import-details.ts';
import { runDetails } from '#core/runs/run-details.ts';
import { subjectKind } from '#core/store/subjects.ts';
import { defineCommand } from './define.ts';

export const details = defineCommand({
  name: 'details',
  summary: 'Every row behind this card',
  hidden: true,
  args: z.object({ id: z.uuid(), page: z.coerce.number().int().positive().default(1) }),

  async run({ id, page }, { db, operator }) {
    if ((await subjectKind(db, operator.companyId, id)) === 'import') {
      const outcome = await importDetails({ db }, operator, { importId: id, page });
      return outcome.ok
        ? { kind: 'import-details', details: outcome.value }
        : { kind: 'refused', refusal: outcome.refusal };
    }
    const outcome = await runDetails({ db }, operator, { runId: id, page });
    return outcome.ok ? { kind: 'run-details', details: outcome.value } : { kind: 'refused', refusal: outcome.refusal };
  },
});
