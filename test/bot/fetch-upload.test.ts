import { afterEach, beforeEach, expect, it } from 'vitest';
import { fetchUpload } from '#bot/announce/fetch-upload.ts';
import { receiveImport } from '#core/imports/receive-import.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';

let world: BotWorld;
beforeEach(async () => {
  world = await openBotWorld();
});
afterEach(() => world.close());

it('says at once that a file cannot be read where trying again cannot help', async () => {
  const { db, operator, place, context } = world;
  const given = { upload: { fileId: 'F1' }, fileName: 'list.csv', addNumbers: true, sendLoginMail: false };
  await receiveImport({ db }, operator, { ...given, place, sourceKey: 'one' });
  const { id } = await db.import.findFirstOrThrow();
  world.slack.faults.next('files.info', { error: 'missing_scope' });

  await fetchUpload({ companyId: operator.companyId, importId: id }, context);

  expect(await db.import.findFirstOrThrow()).toMatchObject({
    state: 'rejected',
    rejection: { code: 'FILE_NOT_READABLE' },
  });
  expect(world.logged().join('')).toContain('missing_scope');
});
