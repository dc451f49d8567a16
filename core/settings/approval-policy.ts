import { z } from 'zod';

/**
 * When a run waits for others: never, for one other person over a number of people, for several other people whatever its
 * size, or by our default (one over 50 where two people of the company may approve, else nobody).
 */
export type ApprovalPolicy =
  | { kind: 'default' }
  | { kind: 'none' }
  | { kind: 'other-person-over'; people: number }
  | { kind: 'n-of'; approvals: number };

const numberIn = (words: string) => Number(words.slice(words.indexOf(':') + 1));

export const ApprovalPolicy: z.ZodType<ApprovalPolicy> = z.union([
  z.literal('default').transform(() => ({ kind: 'default' }) as const),
  z.literal('none').transform(() => ({ kind: 'none' }) as const),
  z
    .string()
    .regex(/^other-person-over:\d{1,7}$/)
    .transform((words) => ({ kind: 'other-person-over', people: numberIn(words) }) as const),
  // At most 20: as many as fit on a card with their names.
  z
    .string()
    .regex(/^n-of:(?:[1-9]|1\d|20)$/)
    .transform((words) => ({ kind: 'n-of', approvals: numberIn(words) }) as const),
]);

/** So many different people, none of them who asks, have to say yes to a run of more than `over` people. */
export type Demand = { needed: number; over: number };

const USUAL: Demand = { needed: 1, over: 50 };

/** Undefined: nobody else has to say yes, however long the list. */
export function demandOf(policy: ApprovalPolicy, approvers: number): Demand | undefined {
  if (policy.kind === 'none') return undefined;
  if (policy.kind === 'other-person-over') return { needed: 1, over: policy.people };
  if (policy.kind === 'n-of') return { needed: policy.approvals, over: 0 };
  return approvers >= 2 ? USUAL : undefined;
}

/** Whether our default would ask for somebody else, were there anybody. */
export function ownWordWillDo(policy: ApprovalPolicy, approvers: number, people: number): boolean {
  return policy.kind === 'default' && approvers < 2 && people > USUAL.over;
}
