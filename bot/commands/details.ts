import { z } from 'zod';
import { importDetails, RowFilter } from '#core/imports/import-details.ts';
import { kindOf } from '#core/kind-of.ts';
import { RowStatus } from '#core/runs/row-status.ts';
import { runDetails } from '#core/runs/run-details.ts';
import { findCard } from './card.ts';
import { defineCommand } from './define.ts';
import { told } from './told.ts';

export const details = defineCommand({
  name: 'details',
  summary: 'Every row behind this card',
  hidden: true,
  namesPeople: true,
  opens: () => true,
  args: z.object({
    id: z.uuid(),
    page: z.coerce.number().int().positive().default(1),
    /** A status of its rows; whatever else is said shows all of them. */
    filter: z.string().max(20).optional(),
  }),
  find: findCard,

  async run({ id, page, filter: typed }, { db, operator }) {
    if ((await kindOf({ db }, operator, id)) === 'import') {
      const { data: filter } = RowFilter.safeParse(typed);
      const found = await importDetails({ db }, operator, { importId: id, page, ...(filter && { filter }) });
      return told(found, (details) => ({ kind: 'import-details', details }));
    }
    const { data: filter } = RowStatus.safeParse(typed);
    const found = await runDetails({ db }, operator, { runId: id, page, ...(filter && { filter }) });
    return told(found, (details) => ({ kind: 'run-details', details }));
  },
});
