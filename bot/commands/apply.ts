import { applyImport } from '#core/imports/apply-import.ts';
import { cardCommand } from './card.ts';

export const apply = cardCommand({ name: 'apply', summary: 'Import the people on this card', act: applyImport });
