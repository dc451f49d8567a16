import { z } from 'zod';

/** Why a whole file is refused. Nothing of it is kept. */
export const Rejection = z.discriminatedUnion('code', [
  z.object({ code: z.literal('FILE_EMPTY') }),
  z.object({ code: z.literal('FILE_TOO_LARGE'), limit: z.int() }),
  z.object({
    code: z.literal('FILE_NOT_CSV'),
    looksLike: z.enum(['spreadsheet', 'archive', 'pdf', 'web-page', 'binary']),
  }),
  z.object({ code: z.literal('FILE_NOT_UTF8'), line: z.int() }),
  // `person`: the first line is not that of a table but somebody's.
  z.object({ code: z.literal('FILE_NO_HEADER'), person: z.literal(true).optional() }),
  z.object({ code: z.literal('FILE_ONLY_HEADER') }),
  z.object({ code: z.literal('FILE_COLUMN_TWICE'), column: z.string() }),
  z.object({ code: z.literal('FILE_TOO_MANY_ROWS'), limit: z.int() }),
  z.object({ code: z.literal('FILE_TOO_MANY_COLUMNS'), limit: z.int() }),
  z.object({ code: z.literal('FILE_BROKEN'), line: z.int(), why: z.enum(['quote', 'record-too-long']) }),
  z.object({ code: z.literal('FILE_GONE') }),
  z.object({ code: z.literal('FILE_NOT_READABLE') }),
]);
export type Rejection = z.infer<typeof Rejection>;
