import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { type By, progressRows } from '../store/progress.ts';

export type { By } from '../store/progress.ts';

type Steps = { invited: number; opened: number; linked: number; seconds?: number };

export type Progress = {
  by: By;
  total: Steps;
  /** Of units those with most people, of days all of them, the latest first. Without a key: people in no unit. */
  rows: (Steps & { key?: string })[];
  /** How many units are not shown. */
  left: number;
};

const MOST_UNITS = 40;
const DAYS = 14;
const DAY_MS = 86_400_000;

/** How far the people of each unit have come, or those who were invited on each of the last days (UTC). */
export function progressBy({ db }: Needs, operator: Operator, by: By, now = new Date()): Promise<Outcome<Progress>> {
  return transaction(db, async (tx) => {
    const denied =
      (await deny(tx, operator, 'view-runs')) ??
      (by === 'unit' ? await deny(tx, operator, 'view-org-units') : undefined);
    if (denied) return refuse(denied);
    return done(await read(tx, operator.companyId, by, now));
  });
}

async function read(tx: Tx, companyId: string, by: By, now: Date): Promise<Progress> {
  const days = by === 'day' ? lastDays(now) : [];
  const first = days.at(-1);
  const most = by === 'day' ? DAYS : MOST_UNITS;
  const found = await progressRows(tx, companyId, { by, most, ...(first && { since: new Date(first) }) });

  const shown = found.map(({ key, isTotal, seconds, all, ...steps }) => ({
    ...{ isTotal, all },
    row: { ...steps, ...(seconds !== null && { seconds }), ...(key !== null && { key }) },
  }));
  const total = shown.find(({ isTotal }) => isTotal)?.row ?? NOBODY;
  const rows = shown.flatMap(({ isTotal, row }) => (isTotal ? [] : [row]));
  const left = by === 'unit' ? Math.max(0, (shown[0]?.all ?? 1) - 1 - rows.length) : 0;
  return {
    by,
    total,
    left,
    rows: by === 'day' ? days.map((key) => rows.find((row) => row.key === key) ?? { key, ...NOBODY }) : rows,
  };
}

const NOBODY = { invited: 0, opened: 0, linked: 0 };

const lastDays = (now: Date): string[] =>
  Array.from({ length: DAYS }, (_, ago) => new Date(now.getTime() - ago * DAY_MS).toISOString().slice(0, 10));
