import { z } from 'zod';
import type { ProblemCode } from '../problem.ts';

const LONGEST_TEXT = 120;
const LONGEST_UNIT_NAME = 80;
const DEEPEST_UNIT = 10;

// Control, format (bidirectional, zero-width, tags) and private-use characters, line separators, and what begins a tag.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}<>]/u;
// What a spreadsheet takes for a formula, full-width signs included.
const FORMULA = /^[=+\-@＝＋－＠]/;
// Marks piled on one letter cover the lines around it.
const PILE_OF_MARKS = /\p{M}{5}/u;

/** A cell of plain text, trimmed and in Unicode's composed form. */
export const Text = z.string().transform((written, context) => {
  const text = tidy(written);
  const problem = textProblem(text, LONGEST_TEXT);
  return problem ? refuseCell(context, problem) : text;
});

/** `A / B / C` from the root. Blanks around the names and empty names do not count. */
export const UnitPath = z.string().transform((written, context) => {
  const names = written.split('/').map(tidy).filter(Boolean);
  if (names.length > DEEPEST_UNIT) return refuseCell(context, 'TEXT_TOO_LONG');

  const problem = names.map((name) => textProblem(name, LONGEST_UNIT_NAME)).find((found) => found !== undefined);
  return problem ? refuseCell(context, problem) : names.join(' / ');
});

/** The message of an issue is the code of the problem. */
export function refuseCell(context: z.RefinementCtx, code: ProblemCode): never {
  context.addIssue({ code: 'custom', message: code });
  return z.NEVER;
}

function tidy(written: string): string {
  return written.normalize('NFC').trim();
}

function textProblem(text: string, longest: number): ProblemCode | undefined {
  if (text.length > longest) return 'TEXT_TOO_LONG';
  return UNSAFE.test(text) || FORMULA.test(text) || PILE_OF_MARKS.test(text) ? 'TEXT_UNSAFE' : undefined;
}
