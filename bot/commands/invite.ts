import { z } from 'zod';
import { Channel } from '#core/channel.ts';
import { listToInvite } from '#core/imports/list-to-invite.ts';
import { draftRun } from '#core/runs/draft-run.ts';
import type { ListSource } from '#core/runs/source.ts';
import { listSuggestion } from '../wording.ts';
import { cardFollows } from './card.ts';
import { defineCommand } from './define.ts';
import { told } from './told.ts';

const Chosen = z.object({
  importId: z.uuid().optional(),
  unitIds: z.array(z.uuid()).default([]),
  withSubUnits: z.boolean().default(false),
  channel: Channel,
});

export const invite = defineCommand({
  name: 'invite',
  summary: 'Invite people to link their messaging account',
  opens: ({ chosen }) => chosen === undefined,
  args: z.object({
    /** Pressed on the card of an import: the form opens with this list chosen. */
    id: z.uuid().optional(),
    chosen: Chosen.optional(),
  }),

  async run({ id, chosen }, { db, operator, place }) {
    if (chosen) {
      const wanted = { place, channel: chosen.channel, source: source(chosen) };
      return cardFollows(await draftRun({ db }, operator, wanted));
    }
    return told(await listToInvite({ db }, operator, id), (list) => ({
      kind: 'invite-form',
      ...(list && { list: listSuggestion(list) }),
    }));
  },
});

function source({ importId, unitIds, withSubUnits }: z.output<typeof Chosen>): ListSource {
  return importId ? { kind: 'import', importId } : { kind: 'units', unitIds, withSubUnits };
}
