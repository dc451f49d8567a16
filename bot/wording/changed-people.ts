import type { Differing } from '#core/runs/run-report.ts';
import { count, plural } from './numbers.ts';
import { reasons } from './reasons.ts';

/** "3 people on the list have changed since it was drafted: 2 at another number or address, 1 (the person is archived)" */
export function changedPeople(differing: Differing[]): string {
  const all = differing.reduce((sum, { people }) => sum + people, 0);
  const what = differing.map(({ people, reason }) =>
    reason
      ? `${count(people)} (${reasons[reason].sentence.toLowerCase()})`
      : `${count(people)} at another number or address`,
  );
  return `${plural(all, 'person on the list has', 'people on the list have')} changed since it was drafted: ${what.join(', ')}`;
}
