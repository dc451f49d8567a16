import { z } from 'zod';

/** Who reads along where a file was given, as the platform tells it. */
export const Audience = z.object({
  /** False: the platform does not say. */
  isKnown: z.boolean(),
  /** Another organisation reads there, or has been asked to. */
  isShared: z.boolean(),
  /** Everybody of the workspace may look in. */
  isPublic: z.boolean(),
  members: z.int().nonnegative().optional(),
});
export type Audience = z.infer<typeof Audience>;

/** Why a list of people should not stand there. */
export type Risk = 'unknown' | 'shared' | 'public' | 'wide';

/** Undefined where nobody needs to be warned. `most`: so many may be in a private place. */
export function riskOf({ isKnown, isShared, isPublic, members = 0 }: Audience, most: number): Risk | undefined {
  if (!isKnown) return 'unknown';
  if (isShared) return 'shared';
  if (isPublic) return 'public';
  return members > most ? 'wide' : undefined;
}
