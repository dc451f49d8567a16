import type { z } from 'zod';
import { StartError } from './start-error.ts';

/** A setting is wrong, and the message is the sentence that says which and what it should be. */
export class ConfigError extends StartError {
  override name = 'ConfigError';
}

type Issue = z.core.$ZodIssue;

/**
 * Reads settings out of the environment. A setting that is set to nothing counts as missing. What it should be is told by
 * `.describe()` on it; the message of a rule is the whole sentence when it ends with a full stop, else what follows the name.
 */
export function readConfig<Schema extends z.ZodObject>(schema: Schema, env: NodeJS.ProcessEnv): z.output<Schema> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const read = schema.safeParse(given);
  if (read.success) return read.data;

  const [issue] = read.error.issues;
  throw new ConfigError(issue ? sentence(schema, issue, given) : 'The settings are wrong.');
}

function sentence(schema: z.ZodObject, issue: Issue, given: Record<string, unknown>): string {
  const name = String(issue.path[0] ?? '');
  const expected = schema.shape[name] && describe(schema.shape[name]);
  if (issue.code === 'custom' && issue.message.endsWith('.')) return issue.message;
  if (issue.code === 'custom' && issue.message !== 'Invalid input') return `${name} ${issue.message}.`.trim();
  if (!(name in given)) return `${name} is missing: it must be ${expected ?? issue.message}.`;
  return `${name} must be ${expected ?? issue.message}, but it is ${show(name, String(given[name]))}.`;
}

function describe(type: z.core.$ZodType): string | undefined {
  const found = 'description' in type && typeof type.description === 'string' ? type.description : undefined;
  if (found) return found;
  const inner = 'unwrap' in type && typeof type.unwrap === 'function' ? type.unwrap() : undefined;
  return inner && describe(inner);
}

const secret = /SECRET|TOKEN|PASSWORD|KEY|DATABASE_URL|REDIS_URL|SMTP_URL/;

function show(name: string, value: string): string {
  return secret.test(name) ? 'something else (not shown, it is secret)' : JSON.stringify(value);
}
