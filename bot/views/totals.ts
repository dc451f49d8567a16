import type { Totals } from '#core/runs/run-report.ts';
import { labels } from '../wording.ts';
import { facts } from './kit.ts';

/** The five numbers of a result, always all of them: together they are the whole list. */
export const totals = ({ invited, skipped, failed, unknown, cancelled }: Totals) =>
  facts({
    [labels.invited]: invited,
    [labels.skipped]: skipped,
    [labels.failed]: failed,
    [labels.unknown]: unknown,
    [labels.cancelled]: cancelled,
  });
