import { en } from './en.ts';
import type { LetterTexts } from './letter-texts.ts';

/** The languages there are letters in. */
export const letterLanguages: readonly LetterTexts[] = [en];

/** `de-AT` is served by `de`, and what we do not have by English. */
export function letterIn(language: string): LetterTexts {
  const [primary] = language.toLowerCase().split(/[-_]/);
  return letterLanguages.find((texts) => texts.language === primary) ?? en;
}
