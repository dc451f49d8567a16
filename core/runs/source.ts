import { z } from 'zod';

const Import = z.object({ kind: z.literal('import'), importId: z.uuid() });
const Units = z.object({ kind: z.literal('units'), unitIds: z.array(z.uuid()), withSubUnits: z.boolean() });

/** A user group of a chat platform, by the platform's ids; `name` is what people type after @. */
export const SourceGroup = z.object({
  platform: z.string(),
  workspaceId: z.string(),
  id: z.string().min(1),
  name: z.string().min(1),
});
export type SourceGroup = z.infer<typeof SourceGroup>;

const people = z.int().nonnegative();

/** How many of a group are nobody to invite, and why. `addressless`: the platform tells no verified address of theirs. */
export const LeftOut = z.object({ gone: people, guest: people, outsider: people, bot: people, addressless: people });
export type LeftOut = z.infer<typeof LeftOut>;

const Group = z.object({ kind: z.literal('group'), group: SourceGroup, leftOut: LeftOut });

/** Who is in a group, as its platform told it just now: the verified addresses of colleagues. */
export const ReadGroup = Group.extend({ emails: z.array(z.string()) });
export type ReadGroup = z.infer<typeof ReadGroup>;

/** A list that somebody chooses: everybody of an import, the members of org units, or those of a user group. */
export const ListSource = z.discriminatedUnion('kind', [Import, Units, ReadGroup]);
export type ListSource = z.infer<typeof ListSource>;

/**
 * Whom a run is for. What another run left is asked for by its own commands: retry, resume and split. Of a group no address
 * is kept here: those are in the rows of the list.
 */
export const RunSource = z.discriminatedUnion('kind', [
  Import,
  Units,
  Group,
  z.object({ kind: z.literal('failed-of'), runId: z.uuid() }),
  z.object({ kind: z.literal('rest-of'), runId: z.uuid() }),
  z.object({ kind: z.literal('part-of'), runId: z.uuid(), part: z.int().min(0) }),
]);
export type RunSource = z.infer<typeof RunSource>;
