import { z } from 'zod';
import { Column } from './columns.ts';

/** What can be wrong with one row. Each code has its sentence and its fix in bot/wording.ts. */
export const ProblemCode = z.enum([
  'EMAIL_MISSING',
  'EMAIL_INVALID',
  'PHONE_INVALID',
  'PHONE_LOOKS_CALCULATED',
  'PHONE_TAKEN',
  'DUPLICATE_ROW',
  'ROLE_NOT_PERMITTED',
  'USER_ARCHIVED',
  'TEXT_TOO_LONG',
  'TEXT_UNSAFE',
  'LANGUAGE_INVALID',
  'COUNTRY_INVALID',
  'TIME_ZONE_INVALID',
  'TOO_MANY_CELLS',
  'SAMPLE_ROW',
]);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** `value` is what stood in the cell: for private details only. `of` is the line that this one repeats. */
export const RowProblem = z.object({
  code: ProblemCode,
  column: Column.optional(),
  value: z.string().optional(),
  of: z.int().optional(),
});
export type RowProblem = z.infer<typeof RowProblem>;
