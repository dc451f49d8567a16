import { discardImport } from '#core/imports/discard-import.ts';
import { discardRun } from '#core/runs/discard-run.ts';
import { subjectKind } from '#core/store/subjects.ts';
import { cardCommand } from './card.ts';

export const discard = cardCommand({
  name: 'discard',
  summary: 'Drop the import or the run on this card',
  async act({ db }, operator, card) {
    const kind = await subjectKind(db, operator.companyId, card.id);
    return kind === 'import' ? discardImport({ db }, operator, card) : discardRun({ db }, operator, card);
  },
});
