import { z } from 'zod';
import { template as templateFile } from '#core/imports/template.ts';
import { defineCommand } from './define.ts';

export const template = defineCommand({
  name: 'template',
  summary: 'An empty list to fill in',
  args: z.object({}),

  async run() {
    return { kind: 'file', what: 'template', name: 'muster-template.csv', content: Buffer.from(templateFile()) };
  },
});
