import type { Button } from '@slack/types';
import type { RunReport } from '#core/runs/run-report.ts';
import { buttons, count } from '../../../wording.ts';
import { button } from '../kit.ts';

/** What can be done with a run that is over, from its card and from its summary. */
export function finishedButtons(report: RunReport): Button[] {
  const again = button('retry', `${buttons.retry} (${count(report.retryable)})`, report);
  return [
    button('details', buttons.details, report),
    button('download', buttons.download, report),
    ...(report.retryable > 0 ? [again] : []),
  ];
}
