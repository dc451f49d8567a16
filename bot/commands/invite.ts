import { z } from 'zod';
import { Channel } from '#core/channel.ts';
import { listToInvite } from '#core/imports/list-to-invite.ts';
import { draftRun } from '#core/runs/draft-run.ts';
import type { ListSource } from '#core/runs/source.ts';
import type { Reply } from '../reply.ts';
import { listSuggestion } from '../wording.ts';
import { cardFollows } from './card.ts';
import { type CommandContext, defineCommand } from './define.ts';
import { type GroupNamed, readGroup } from './read-group.ts';
import { told } from './told.ts';

const Chosen = z.object({
  importId: z.uuid().optional(),
  /** A user group, by the platform's id. */
  groupId: z.string().min(1).max(50).optional(),
  unitIds: z.array(z.uuid()).default([]),
  withSubUnits: z.boolean().default(false),
  channel: Channel,
});

const MENTION = /^@(group:)?(\S{1,80})$/;

export const invite = defineCommand({
  name: 'invite',
  usage: '[@group]',
  summary: 'Invite people to link their messaging account',
  opens: ({ chosen, typed }) => chosen === undefined && typed === undefined,
  mayTakeLong: true,
  args: z.object({
    /** Pressed on the card of an import: the form opens with this list chosen. */
    id: z.uuid().optional(),
    chosen: Chosen.optional(),
    /** "@sales", or "@group:S123" where it was mentioned. */
    typed: z.string().regex(MENTION).optional(),
  }),
  read: (words) => (words.length === 0 ? {} : { typed: words.join(' ') }),

  async run({ id, chosen, typed }, context) {
    const { db, operator, place } = context;
    const group = chosen?.groupId === undefined ? named(typed) : { id: chosen.groupId };
    if (group) return draftFrom(group, context);
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

/** The platform is asked only by who may draft here. */
async function draftFrom(group: GroupNamed, context: CommandContext): Promise<Reply> {
  const { db, operator, place } = context;
  const allowed = await listToInvite({ db }, operator, undefined);
  if (!allowed.ok) return { kind: 'refused', refusal: allowed.refusal };
  const read = await readGroup(context, group);
  if (!read.ok) return { kind: 'refused', refusal: read.refusal };
  return cardFollows(await draftRun({ db }, operator, { place, channel: 'whatsapp', source: read.value }));
}

function named(typed = ''): GroupNamed | undefined {
  const [, isId, name] = MENTION.exec(typed) ?? [];
  if (name === undefined) return undefined;
  return isId ? { id: name } : { name };
}

function source({ importId, unitIds, withSubUnits }: z.output<typeof Chosen>): ListSource {
  return importId ? { kind: 'import', importId } : { kind: 'units', unitIds, withSubUnits };
}
