import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { DatabaseConfig } from './database/config.ts';
import { ConfigError } from './process/config.ts';

const KEY_BYTES = 32;

const key = z
  .base64()
  .refine((key) => Buffer.from(key, 'base64').length === KEY_BYTES)
  .optional()
  .describe(`${KEY_BYTES} bytes as base64, as \`openssl rand -base64 ${KEY_BYTES}\` makes them`);

export const secretConfig = z.object({ SECRET_KEY: key, SECRET_KEY_BEFORE: key });
export type SecretConfig = z.infer<typeof secretConfig>;

/** The key that was in use until SECRET_KEY took its place: what rests under it is opened, and sealed anew. */
export function formerKeys({ SECRET_KEY_BEFORE }: SecretConfig): Buffer[] {
  return SECRET_KEY_BEFORE ? [Buffer.from(SECRET_KEY_BEFORE, 'base64')] : [];
}

/** The key that everything secret hangs on. With the built-in database it is made at the first start and kept beside it. */
export function readSecretKey({ SECRET_KEY }: SecretConfig, { DATABASE_URL, DATA_DIR }: DatabaseConfig): Buffer {
  if (SECRET_KEY) return Buffer.from(SECRET_KEY, 'base64');
  if (DATABASE_URL) {
    throw new ConfigError(
      `SECRET_KEY is missing: with DATABASE_URL it must be ${KEY_BYTES} bytes as base64, as \`openssl rand -base64 ${KEY_BYTES}\` makes them.`,
    );
  }
  return keptKey(join(DATA_DIR, 'secret-key'));
}

function keptKey(file: string): Buffer {
  if (!existsSync(file)) {
    mkdirSync(join(file, '..'), { recursive: true });
    // Fails rather than replaces, should another process have been quicker.
    writeFileSync(file, randomBytes(KEY_BYTES).toString('base64'), { mode: 0o600, flag: 'wx' });
  }
  return Buffer.from(readFileSync(file, 'utf8'), 'base64');
}
