import { z } from 'zod';
import { listImports } from '#core/imports/list-imports.ts';
import { defineCommand } from './define.ts';

export const imports = defineCommand({
  name: 'imports',
  summary: 'Lists brought in so far',
  args: z.object({}),

  async run(_, { db, operator }) {
    const outcome = await listImports({ db }, operator);
    return outcome.ok ? { kind: 'imports', imports: outcome.value } : { kind: 'refused', refusal: outcome.refusal };
  },
});
