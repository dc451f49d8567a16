import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetFile, keepHere, moveToPrivate } from '#core/imports/decide-held.ts';
import type { Held } from '#core/imports/hold-file.ts';
import { holdFile } from '#core/imports/hold-file.ts';
import { keepUpload } from '#core/imports/keep-upload.ts';
import { uploadRemoved } from '#core/imports/upload-removed.ts';
import type { Operator, Place } from '#core/operator.ts';
import { reportOf } from '#test/harness/builders/imports.ts';
import { accepted, refusalOf, set } from '#test/harness/builders/runs.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const file = {
  ...{ upload: { fileId: 'F1' }, fileName: 'staff\n.csv', sourceKey: 'F1', heldKey: 'F1/C0GENERAL' },
  ...{ addNumbers: true, sendLoginMail: false },
};
const few = { isKnown: true, isShared: false, isPublic: false, members: 3 };
const wide = { ...few, isPublic: true };

const hold = (more: Partial<typeof file & { again: string; place: Place }> = {}, audience: object = wide) =>
  holdFile(world, world.requester, { ...file, place: world.place, audience: { ...few, ...audience }, ...more });
const idOf = (held: Held) => (typeof held === 'object' ? held.id : '');
const question = async (more = {}) => idOf(accepted(await hold(more)));
const direct = () => ({ ...world.place, conversation: 'D0ANA' });
const at = (place: Place, who: Operator = world.requester) => ({ ...who, place });
const decided = async (id: string) =>
  (await world.db.$queryRaw<{ decision: string | null }[]>`SELECT decision FROM held_file WHERE id = ${id}::uuid`)[0]
    ?.decision;
const deeds = async (subjectId: string) =>
  (await world.db.auditEntry.findMany({ where: { subjectId }, orderBy: { id: 'asc' } })).map((entry) => [
    ...[entry.action, entry.subject, entry.operatorId === world.requester.id, entry.facts],
  ]);
const promised = async () => (await world.outbox()).filter(({ name }) => name !== 'show-home').map(({ name }) => name);

describe('a file that is given', () => {
  it('goes on where few read along', async () => {
    await set(world, 'import.wide-channel', '3');

    expect(await hold({}, {})).toEqual({ ok: true, value: 'go-on' });
    expect(await world.db.heldFile.count()).toBe(0);
  });

  it.each([
    [{ members: 4 }, { risk: 'wide', members: 4 }],
    [{ isPublic: true }, { risk: 'public' }],
    [{ isShared: true, isPublic: true }, { risk: 'shared' }],
    [{ isKnown: false, isShared: true }, { risk: 'unknown' }],
  ])('is asked about where too many do: %j', async (audience, why) => {
    await set(world, 'import.wide-channel', '3');

    const held = accepted(await hold({}, audience));

    expect(held).toEqual({ id: expect.any(String), fileName: 'staff .csv', ...why });
    expect(await deeds(idOf(held))).toEqual([['file-held', 'file', true, { risk: why.risk }]]);
  });

  it('is asked about once, and again where somebody gives it again on purpose', async () => {
    const first = accepted(await hold());
    const again = accepted(await hold());
    const anew = accepted(await hold({ again: 'message-2' }));

    expect(again).toBe('asked-before');
    expect([typeof first, typeof anew]).toEqual(['object', 'object']);
    expect(idOf(anew)).not.toBe(idOf(first));
  });

  it('is nothing for who may not import', async () => {
    const outcome = await holdFile(world, world.onlooker, { ...file, place: world.place, audience: wide });

    expect(refusalOf(outcome)).toEqual({ code: 'not-allowed', needs: 'import-members' });
  });
});

describe('the answer', () => {
  it('goes on where the file was given', async () => {
    const id = await question({ place: { ...world.place, root: '1700.1' } });
    await world.forgetOutbox();

    const begun = accepted(await keepHere(world, at(world.place), id));

    const report = await reportOf(world, begun.importId);
    const { thread } = await world.db.import.findFirstOrThrow({ include: { thread: true } });
    expect(begun.isKnown).toBe(false);
    expect(thread).toMatchObject({ conversation: 'C0GENERAL', root: '1700.1' });
    expect(report).toMatchObject({ state: 'receiving', fileName: 'staff .csv' });
    expect(report).not.toHaveProperty('upload');
    expect(await decided(id)).toBe('kept');
    expect((await deeds(id)).at(-1)).toEqual(['file-kept', 'file', true, {}]);
    expect((await promised()).toSorted()).toEqual(['fetch-upload', 'show-card']);
    expect(await deeds(begun.importId)).toEqual([
      ['import-received', 'import', true, { addNumbers: true, sendLoginMail: false }],
    ]);
  });

  it('goes on in private, and takes the file away where others read it once it is here', async () => {
    const id = await question();

    const { importId } = accepted(await moveToPrivate(world, at(world.place), { id, place: direct() }));
    await world.forgetOutbox();
    await keepUpload(world, { companyId: world.companyId, importId }, Buffer.from('email\na@y.test\n'));

    const { thread } = await world.db.import.findFirstOrThrow({ include: { thread: true } });
    expect(thread.conversation).toBe('D0ANA');
    expect((await reportOf(world, importId)).upload).toMatchObject({ fate: 'going' });
    expect(await decided(id)).toBe('moved');
    expect((await promised()).toSorted()).toEqual(['check-import', 'remove-upload', 'show-card']);
  });

  it('takes away what is being imported there already, at once where it is here', async () => {
    const [before, after] = [await question(), await question({ again: 'message-2' })];
    const { importId } = accepted(await keepHere(world, at(world.place), before));
    await keepUpload(world, { companyId: world.companyId, importId }, Buffer.from('email\na@y.test\n'));
    await world.forgetOutbox();

    const begun = accepted(await moveToPrivate(world, at(world.place), { id: after, place: direct() }));

    expect(begun).toEqual({ importId, isKnown: true });
    expect((await reportOf(world, importId)).upload).toMatchObject({ fate: 'going' });
    expect((await promised()).toSorted()).toEqual(['remove-upload', 'show-card']);
  });

  it('takes it away once it is here where it has not come yet', async () => {
    const [before, after] = [await question(), await question({ again: 'message-2' })];
    accepted(await keepHere(world, at(world.place), before));
    await world.forgetOutbox();

    accepted(await moveToPrivate(world, at(world.place), { id: after, place: direct() }));

    expect(await promised()).toEqual(['show-card']);
  });

  it('drops it unread', async () => {
    const id = await question();

    accepted(await forgetFile(world, at(world.place), id));

    expect(await decided(id)).toBe('forgotten');
    expect((await deeds(id)).at(-1)).toEqual(['file-forgotten', 'file', true, {}]);
    expect(await world.db.import.count()).toBe(0);
  });

  const answers = {
    keepHere: (by: Operator, id: string) => keepHere(world, by, id),
    moveToPrivate: (by: Operator, id: string) => moveToPrivate(world, by, { id, place: direct() }),
    forgetFile: (by: Operator, id: string) => forgetFile(world, by, id),
  };
  it.each(Object.entries(answers))('is given once, by who gave the file and may import: %s', async (_, answer) => {
    const id = await question();

    const others = [await answer(world.onlooker, id), await answer(world.approver, id)];
    accepted<unknown>(await answer(at(world.place), id));
    const again = await answer(at(world.place), id);

    expect(others.map(refusalOf)).toEqual([{ code: 'not-allowed', needs: 'import-members' }, { code: 'file-decided' }]);
    expect(refusalOf(again)).toEqual({ code: 'file-decided' });
    expect(await world.db.auditEntry.count({ where: { subjectId: id } })).toBe(2);
  });

  it('begins nothing where nothing may begin, and the question stays open', async () => {
    const id = await question();
    await set(world, 'channel.runs', '#C0LISTS');

    const kept = await keepHere(world, at(world.place), id);
    const open = await decided(id);
    const moved = await moveToPrivate(world, at(world.place), { id, place: direct() });

    expect(refusalOf(kept)).toMatchObject({ code: 'not-in-this-channel' });
    expect(open).toBeNull();
    expect(moved.ok).toBe(true);
  });

  it('begins another import where the one of this file is over', async () => {
    const [before, after] = [await question(), await question({ again: 'message-2' })];
    const first = accepted(await keepHere(world, at(world.place), before));
    const list = { companyId: world.companyId, importId: first.importId };
    await keepUpload(world, list, { rejection: { code: 'FILE_GONE' } });

    const second = accepted(await keepHere(world, at(world.place), after));

    expect(second.isKnown).toBe(false);
    expect(second.importId).not.toBe(first.importId);
    expect((await world.db.import.findMany()).map(({ sourceKey }) => sourceKey).toSorted()).toEqual([
      'F1',
      'F1.message-2',
    ]);
  });
});

describe('a file that was to be taken away', () => {
  it.each([
    ['gone', true],
    ['stays', false],
  ] as const)('is %s: said once on its card, and written down', async (fate, isGone) => {
    const id = await question();
    const { importId } = accepted(await moveToPrivate(world, at(world.place), { id, place: direct() }));
    const list = { companyId: world.companyId, importId };
    await world.forgetOutbox();

    await uploadRemoved(world, list, fate);
    await uploadRemoved(world, list, 'gone');

    expect((await reportOf(world, importId)).upload).toMatchObject({ fate });
    expect(await promised()).toEqual(['show-card']);
    expect((await deeds(importId)).slice(1)).toEqual([['upload-removed', 'import', false, { isGone }]]);
  });
});
