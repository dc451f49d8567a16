export type Call = { method: string; path: string; status: number; body: unknown };

/** Something that the real Teams, or a person at it, would not have taken. */
export type Violation = { where: string; messages: string[] };

export type Answered = { what: string; status: number; body: string; ms: number };

export type Log = { calls: Call[]; answers: Answered[]; violations: Violation[] };

const MOST = 10_000;

export const makeLog = (): Log => ({ calls: [], answers: [], violations: [] });

/** A playground that runs for days forgets the oldest. */
export function note<Entry>(entries: Entry[], entry: Entry): void {
  entries.push(entry);
  if (entries.length > MOST) entries.shift();
}
