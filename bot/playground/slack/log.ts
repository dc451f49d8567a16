export type Call = { method: string; body: Record<string, unknown>; ok: boolean; error?: string };
export type Calls = Call[];

/** Something the real Slack would have refused: where it came in, and Slack's words for it. */
export type Violation = { where: string; messages: string[] };

export type Log = {
  calls: Calls;
  violations: Violation[];
};

export const makeLog = (): Log => ({ calls: [], violations: [] });
