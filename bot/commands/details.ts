import { z } from 'zod';
import { importDetails } from '#core/imports/import-details.ts';
import { kindOf } from '#core/kind-of.ts';
import { runDetails } from '#core/runs/run-details.ts';
import { findCard } from './card.ts';
import { defineCommand } from './define.ts';
import { told } from './told.ts';

export const details = defineCommand({
  name: 'details',
  summary: 'Every row behind this card',
  hidden: true,
  args: z.object({ id: z.uuid(), page: z.coerce.number().int().positive().default(1) }),
  find: findCard,

  async run({ id, page }, { db, operator }) {
    if ((await kindOf({ db }, operator, id)) === 'import') {
      const found = await importDetails({ db }, operator, { importId: id, page });
      return told(found, (details) => ({ kind: 'import-details', details }));
    }
    const found = await runDetails({ db }, operator, { runId: id, page });
    return told(found, (details) => ({ kind: 'run-details', details }));
  },
});
