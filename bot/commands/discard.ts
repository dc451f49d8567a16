import { discardImport } from '#core/imports/discard-import.ts';
import { kindOf } from '#core/kind-of.ts';
import { discardRun } from '#core/runs/discard-run.ts';
import { cardCommand } from './card.ts';

export const discard = cardCommand({
  name: 'discard',
  summary: 'Discard the import or the run on this card',
  async act({ db }, operator, card) {
    const isImport = (await kindOf({ db }, operator, card.id)) === 'import';
    return isImport ? discardImport({ db }, operator, card) : discardRun({ db }, operator, card);
  },
});
