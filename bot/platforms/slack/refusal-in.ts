import { z } from 'zod';

const Refusal = z.object({ ok: z.literal(false), error: z.string() });

/** Slack's code in an answer that says no. Most say yes, and are not read for it. */
export function refusalIn(answer: string): string | undefined {
  if (!answer.includes('"ok":false')) return undefined;
  try {
    return Refusal.safeParse(JSON.parse(answer)).data?.error;
  } catch {
    return undefined;
  }
}
