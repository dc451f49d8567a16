import { z } from 'zod';
import { isPrivatePlace } from '#core/deny-place.ts';
import { lookAtRun } from '#core/runs/look-at-run.ts';
import { forAll } from '../for-all.ts';
import { defineCommand } from './define.ts';

/** A card that stands for everybody shows itself anew to one of those who may approve. Said by cards alone. */
export const look = defineCommand({
  name: 'look',
  summary: 'Show the run on this card as it is now',
  hidden: true,
  args: z.object({ id: z.uuid() }),

  async run({ id }, { db, operator, place }) {
    const found = await lookAtRun({ db }, operator, id);
    if (!found.ok) return { kind: 'refused', refusal: found.refusal };
    const isPrivate = await isPrivatePlace(db, operator.companyId, place);
    const report = found.value;
    const kind = report.place?.conversation === place.conversation ? 'run' : 'approval';
    return forAll({ kind, report }, { isPrivate });
  },
});
