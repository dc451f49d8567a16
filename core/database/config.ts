import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';

export const databaseConfig = z.object({
  DATA_DIR: z.string().min(1).refine(mayBeFolder).default('.muster').describe('a folder Muster may write to'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('a PostgreSQL URL like postgresql://user:password@host:5432/database'),
});
export type DatabaseConfig = z.infer<typeof databaseConfig>;

/** Nothing but folders on the way to it, as far as there is something. */
function mayBeFolder(path: string): boolean {
  if (existsSync(path)) return statSync(path).isDirectory();
  const above = dirname(resolve(path));
  return above === resolve(path) || mayBeFolder(above);
}
