import { defineConfig } from 'prisma/config';

export default defineConfig({
  schema: 'schema.prisma',
  migrations: { path: 'migrations' },
  // Generating needs no database, so a missing URL must not stop it.
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
