import { describe, expect, it } from 'vitest';
import { ApprovalPolicy, demandOf, ownWordWillDo } from '#core/settings/approval-policy.ts';

const asked = (words: string, approvers = 2) => demandOf(ApprovalPolicy.parse(words), approvers);

describe('a policy', () => {
  it('says how many have to say yes, and to how many people', () => {
    expect(asked('none')).toBeUndefined();
    expect(asked('other-person-over:0')).toEqual({ needed: 1, over: 0 });
    expect(asked('other-person-over:7', 0)).toEqual({ needed: 1, over: 7 });
    expect(asked('other-person-over:1234567')).toEqual({ needed: 1, over: 1_234_567 });
    expect(asked('n-of:1')).toEqual({ needed: 1, over: 0 });
    expect(asked('n-of:15')).toEqual({ needed: 15, over: 0 });
    expect(asked('n-of:20', 0)).toEqual({ needed: 20, over: 0 });
  });

  it('is ours where nobody has set one: one over 50 where two may approve, else nobody', () => {
    expect([0, 1, 2, 3].map((approvers) => asked('default', approvers))).toEqual([
      undefined,
      undefined,
      { needed: 1, over: 50 },
      { needed: 1, over: 50 },
    ]);
  });

  it('of ours alone takes the word of who asks where nobody else may give theirs', () => {
    const own = (words: string, approvers: number, people: number) =>
      ownWordWillDo(ApprovalPolicy.parse(words), approvers, people);

    expect([own('default', 1, 51), own('default', 0, 51)]).toEqual([true, true]);
    expect([own('default', 1, 50), own('default', 2, 51), own('none', 1, 51), own('n-of:1', 0, 51)]).toEqual(
      Array.from({ length: 4 }, () => false),
    );
  });

  it.each([
    'n-of:0',
    'n-of:21',
    'n-of:1.5',
    'n-of:-1',
    'n-of: 2',
    'xn-of:2',
    'n-of:2x',
    'nonesuch',
    'a none',
    ...['my default', 'defaults', 'other-person-over:', 'other-person-over:x', 'other-person-over:12345678'],
    ...['another-person-over:1', 'other-person-over:1 n-of:1', 'n-of:10x', 'n-of:110', 'n-of:120'],
  ])('is not %s', (words) => {
    expect(ApprovalPolicy.safeParse(words).success).toBe(false);
  });
});
