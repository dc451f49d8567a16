import { z } from 'zod';

export const Role = z.enum(['all', 'bot', 'jobs', 'linker']);
export type Role = z.infer<typeof Role>;

export const productConfig = z.object({
  ROLE: Role.default('all').describe('all, bot, jobs or linker'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .describe('the address that people reach Muster at, like https://muster.example.com'),
  OWNER_EMAIL: z.email().optional().describe('an e-mail address'),
  PLAYGROUND: z.stringbool().default(false).describe('1 or 0'),
  WHATSAPP_CONNECTOR: z.enum(['simulator']).default('simulator').describe('simulator: the only connector so far'),
});
export type ProductConfig = z.infer<typeof productConfig>;
