import { z } from 'zod';
import { makeConnectCode } from '#core/connect/make-code.ts';
import { takeConnectCode } from '#core/connect/take-code.ts';
import { defineCommand } from './define.ts';
import { told } from './told.ts';

export const connect = defineCommand({
  name: 'connect',
  usage: '[code]',
  summary: 'Bring another workspace into this company',
  args: z.object({ code: z.string().max(100).optional() }),
  read: (words) => (words.length > 0 ? { code: words.join('') } : {}),

  async run({ code }, { db, secrets, operator }) {
    if (code === undefined) {
      return told(await makeConnectCode({ db }, operator), (made) => ({ kind: 'connect-code', ...made }));
    }
    return told(await takeConnectCode({ db, secrets }, operator, code), ({ company }) => ({
      kind: 'connected',
      company,
    }));
  },
});
