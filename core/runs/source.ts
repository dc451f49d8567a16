import { z } from 'zod';

/** A list that somebody chooses: everybody of an import, or the members of org units. */
export const ListSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('import'), importId: z.uuid() }),
  z.object({ kind: z.literal('units'), unitIds: z.array(z.uuid()), withSubUnits: z.boolean() }),
]);
export type ListSource = z.infer<typeof ListSource>;

/** Whom a run is for. What another run left is asked for by its own commands: retry, resume and split. */
export const RunSource = z.discriminatedUnion('kind', [
  ...ListSource.options,
  z.object({ kind: z.literal('failed-of'), runId: z.uuid() }),
  z.object({ kind: z.literal('rest-of'), runId: z.uuid() }),
  z.object({ kind: z.literal('part-of'), runId: z.uuid(), part: z.int().min(0) }),
]);
export type RunSource = z.infer<typeof RunSource>;
