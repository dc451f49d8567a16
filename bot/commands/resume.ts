import { groupToRead } from '#core/runs/group-to-read.ts';
import { resumeRun } from '#core/runs/resume-run.ts';
import { readGroup } from './read-group.ts';
import { stopCommand } from './stop.ts';

export const resume = stopCommand({
  name: 'resume',
  usage: '[run]',
  summary: 'Go on with a paused run, or draft the rest of a cancelled one',
  meant: 'paused',
  mayTakeLong: true,

  async act(context, operator, card) {
    const { db } = context;
    const group = await groupToRead({ db }, operator, card.id);
    if (!group.ok) return group;
    if (!group.value) return resumeRun({ db }, operator, card);
    const read = await readGroup(context, { id: group.value.id });
    return read.ok ? resumeRun({ db }, operator, card, read.value) : read;
  },
});
