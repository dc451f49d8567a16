import { en } from './en.ts';
import type { LinkTexts } from './texts.ts';

const catalogue: Record<string, LinkTexts> = { en };

/** The page in the language of a BCP 47 tag, or in English. */
export function textsIn(language = 'en'): LinkTexts {
  return catalogue[new Intl.Locale(language).language] ?? en;
}
