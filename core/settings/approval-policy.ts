import { z } from 'zod';

/**
 * When a run waits for somebody else: never, over a number of people, or by our default
 * (over 50 where two people of the company may approve, else never).
 */
export type ApprovalPolicy = { kind: 'default' } | { kind: 'none' } | { kind: 'other-person-over'; people: number };

const policy = /^(?:(default)|(none)|other-person-over:(\d{1,7}))$/;

export const ApprovalPolicy: z.ZodType<ApprovalPolicy> = z
  .string()
  .regex(policy)
  .transform((words) => {
    const [, byDefault, none, people] = policy.exec(words) ?? [];
    if (byDefault) return { kind: 'default' };
    if (none) return { kind: 'none' };
    return { kind: 'other-person-over', people: Number(people) };
  });

const DEFAULT_OVER = 50;

/** The number of people above which another person must approve. Undefined: never. */
export function approvalOver(policy: ApprovalPolicy, approvers: number): number | undefined {
  if (policy.kind === 'none') return undefined;
  if (policy.kind === 'other-person-over') return policy.people;
  return approvers >= 2 ? DEFAULT_OVER : undefined;
}
