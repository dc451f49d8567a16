import { z } from 'zod';
import type { Tier } from '../rate-limits.ts';
import type { World } from '../world.ts';

export type Answer = Record<string, unknown>;

/** Slack says no; `details` go into the answer beside the code. */
export class SlackError extends Error {
  readonly code: string;
  readonly details: Answer;

  constructor(code: string, details: Answer = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

export const withMessages = (code: string, messages: string[]): SlackError =>
  new SlackError(code, { response_metadata: { messages } });

export type Method = {
  /** All of these scopes are needed. What depends on the arguments is checked in `call`. */
  scopes: string[];
  tier: Tier;
  call(body: Record<string, unknown>, world: World): Answer;
};

type Definition<Args> = {
  scopes: string[];
  tier: Tier;
  args: z.ZodType<Args>;
  run(args: Args, world: World): Answer;
};

export function defineMethod<Args>({ scopes, tier, args, run }: Definition<Args>): Method {
  return {
    scopes,
    tier,
    call(body, world) {
      const parsed = args.safeParse(body);
      if (!parsed.success) throw withMessages('invalid_arguments', parsed.error.issues.map(words));
      return run(parsed.data, world);
    },
  };
}

function words({ path, message, code, input }: z.core.$ZodIssue): string {
  const at = path.join('/');
  if (code === 'invalid_type' && input === undefined) return `[ERROR] missing required field: ${at}`;
  return `[ERROR] ${message} [json-pointer:/${at}]`;
}

/** @throws missing_scope unless the token has one of them */
export function needScope(world: World, anyOf: string[]): void {
  if (anyOf.some((scope) => world.scopes.includes(scope))) return;
  throw new SlackError('missing_scope', { needed: anyOf.join(','), provided: world.scopes.join(',') });
}

/** Forms carry everything as text: "true" and "1" are yes. */
export const flag = z.union([z.boolean(), z.stringbool()]).optional();

/** Forms carry structures as JSON text; JSON bodies carry them as they are. */
export const structured = z.unknown().transform((value, context) => {
  if (typeof value !== 'string') return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return parsed;
  } catch {
    context.addIssue({ code: 'custom', message: 'must be valid json' });
    return z.NEVER;
  }
});
