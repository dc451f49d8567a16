import { z } from 'zod';
import { listImports } from '#core/imports/list-imports.ts';
import { defineCommand } from './define.ts';
import { told } from './told.ts';

export const imports = defineCommand({
  name: 'imports',
  summary: 'Lists brought in so far',
  args: z.object({}),

  async run(_, { db, operator }) {
    return told(await listImports({ db }, operator), (imports) => ({ kind: 'imports', imports }));
  },
});
