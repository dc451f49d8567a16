import type { Operator } from './operator.ts';
import type { Needs } from './store/db.ts';
import { type SubjectKind, subjectKind } from './store/subjects.ts';

/** Whether a card of the operator's company speaks of an import or of a run. What follows asks for the permission. */
export function kindOf({ db }: Needs, operator: Operator, id: string): Promise<SubjectKind | undefined> {
  return subjectKind(db, operator.companyId, id);
}
