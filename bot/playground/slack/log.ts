export type Call = { method: string; body: Record<string, unknown>; ok: boolean; error?: string };
export type Calls = Call[];

/** Something the real Slack would have refused: where it came in, and Slack's words for it. */
export type Violation = { where: string; messages: string[] };

export type Log = {
  calls: Calls;
  violations: Violation[];
};

/** Enough for any test; a playground that runs for days forgets the oldest. */
const mostCalls = 10_000;

export function logCall({ calls }: Log, call: Call): void {
  calls.push(call);
  if (calls.length > mostCalls) calls.shift();
}

export const makeLog = (): Log => ({ calls: [], violations: [] });
