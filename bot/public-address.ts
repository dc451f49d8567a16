import { z } from 'zod';

/** PUBLIC_URL, without a slash at its end. */
export const publicAddress = z
  .url({ protocol: /^https?$/ })
  .transform((url) => url.replace(/\/+$/, ''))
  .optional()
  .describe('the address that people reach Muster at, like https://muster.example.com');
