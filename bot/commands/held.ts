import { forgetFile, keepHere, moveToPrivate } from '#core/imports/decide-held.ts';
import { Card } from './card.ts';
import { defineCommand } from './define.ts';
import { told } from './told.ts';

/** A list given where too many read along: taken away there, and gone on with in private. */
export const move = defineCommand({
  name: 'move',
  summary: 'Take the file away here and go on in private',
  hidden: true,
  args: Card,
  async run({ id }, { db, operator, direct }) {
    const place = await direct();
    return told(await moveToPrivate({ db }, operator, { id, place }), ({ isKnown }) => ({
      kind: isKnown ? 'known-list' : 'moved-to-private',
    }));
  },
});

export const keep = defineCommand({
  name: 'keep',
  summary: 'Import the file where it was given',
  hidden: true,
  args: Card,
  async run({ id }, { db, operator }) {
    return told(await keepHere({ db }, operator, id), () => ({ kind: 'card-follows' }));
  },
});

export const forget = defineCommand({
  name: 'forget',
  summary: 'Do nothing with the file',
  hidden: true,
  args: Card,
  async run({ id }, { db, operator }) {
    return told(await forgetFile({ db }, operator, id), () => ({ kind: 'file-forgotten' }));
  },
});
