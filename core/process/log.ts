import { randomInt } from 'node:crypto';
import { type DestinationStream, type Logger, pino, stdSerializers, stdTimeFunctions } from 'pino';
import { z } from 'zod';
import { hideSecrets } from './hide-secrets.ts';

export type Log = Logger;

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export const logConfig = z.object({
  LOG_LEVEL: z
    .enum(levels)
    .default('info')
    .describe(`one of ${levels.join(', ')}`),
});
export type LogConfig = z.infer<typeof logConfig>;

/** One JSON object per line on standard output, with every secret blotted out wherever it stands. */
export function makeLog({ LOG_LEVEL }: LogConfig, destination: DestinationStream = process.stdout): Log {
  return pino(
    {
      level: LOG_LEVEL,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      serializers: { error: bare, err: bare },
      hooks: { streamWrite: hideSecrets },
    },
    destination,
  );
}

/** What went wrong and where. Whatever else hangs on an error may be somebody's row: PostgreSQL's details quote it whole. */
function bare(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { type, message, stack } = stdSerializers.err(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { type, message, stack, ...(code && { code }) };
}

// Crockford's base 32: no letter in it looks like another (https://www.crockford.com/base32.html).
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What a person can read out and the log can be searched for, like 4F2A9K. */
export function reference(): string {
  return Array.from({ length: 6 }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}
