import { z } from 'zod';
import { SetupStep } from '#core/setup/step.ts';

/** What a modal carries from where it was opened to where its answer goes (private_metadata). */
export const Carried = z.object({
  conversation: z.string().min(1),
  root: z.string().optional(),
  id: z.uuid().optional(),
  version: z.int().positive().optional(),
  /** Of the set-up. */
  step: SetupStep.optional(),
  /** Files of the message that a form was opened for. */
  files: z.array(z.object({ fileId: z.string(), fileName: z.string(), sourceKey: z.string() })).optional(),
  /** Whom to erase, as it was typed. */
  asked: z.string().max(254).optional(),
});
export type Carried = z.infer<typeof Carried>;
