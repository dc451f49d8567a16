import { z } from 'zod';

export const databaseConfig = z.object({
  DATA_DIR: z.string().min(1).default('.muster').describe('a folder Muster may write to'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('a PostgreSQL URL like postgresql://user:password@host:5432/database'),
});
export type DatabaseConfig = z.infer<typeof databaseConfig>;
