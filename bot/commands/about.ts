import { z } from 'zod';
import { whatMay } from '#core/directory/what-may.ts';
import { defineCommand } from './define.ts';

export const about = defineCommand({
  name: 'about',
  summary: 'Version, company, and what you may do here',
  args: z.object({}),

  async run(_, { db, operator, product }) {
    const { version, connector, signature } = product;
    return { kind: 'about', version, connector, publicKey: signature.publicKey, ...(await whatMay({ db }, operator)) };
  },
});
