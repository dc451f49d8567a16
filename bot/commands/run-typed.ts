import { z } from 'zod';

/** A run by its id from a button, or by the first characters of it as typed; nothing typed means the latest. */
export const RunTyped = z.object({ id: z.string().trim().max(36).default('') });

export const readRunTyped = ([id = '']: string[]) => ({ id });
