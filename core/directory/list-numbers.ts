import { deny } from '../deny.ts';
import { maskPhone } from '../mask.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Needs, transaction } from '../store/db.ts';
import { type ListedNumber, listNumbers as pageOfNumbers } from '../store/numbers.ts';

export type { ListedNumber } from '../store/numbers.ts';

export type ListedNumbers = {
  filter: string;
  /** Counts from 1. Ten numbers each. */
  page: number;
  total: number;
  numbers: (ListedNumber & { maskedPhone: string })[];
};

type Wanted = { filter: string; page?: number };

/** The corporate numbers, whose they are and how far they are linked, for the asker alone. */
export function listNumbers(
  { db }: Needs,
  operator: Operator,
  { filter, page = 1 }: Wanted,
): Promise<Outcome<ListedNumbers>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'view-imports');
    if (denied) return refuse(denied);

    const { numbers, total } = await pageOfNumbers(tx, operator.companyId, { filter, page });
    const masked = numbers.map((number) => ({ ...number, maskedPhone: maskPhone(number.phone) }));
    return done({ filter, page, total, numbers: masked });
  });
}
