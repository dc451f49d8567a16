import { z } from 'zod';

/** Messaging channels that members can be linked to. One more channel: one more word here, and its connector. */
export const Channel = z.enum(['whatsapp']);
export type Channel = z.infer<typeof Channel>;
