import { z } from 'zod';

/** What a modal carries from where it was opened to where its answer goes (private_metadata). */
export const Carried = z.object({
  conversation: z.string().min(1),
  root: z.string().optional(),
  id: z.uuid().optional(),
  version: z.int().positive().optional(),
});
export type Carried = z.infer<typeof Carried>;
