import { quietUntil } from '../sending/quiet-until.ts';
import type { Tx } from '../store/db.ts';
import { waitingByZone } from '../store/quiet-people.ts';
import type { RunFacts } from '../store/run-reports.ts';
import { readSettings } from '../store/settings.ts';
import type { RunReport } from './run-report.ts';

export type Quiet = {
  /** For whom it is no time to be mailed: of a run that has not begun, when it is to begin; else now. */
  people: number;
  /** The others who are still to be mailed. Of a run that has begun: those whose mail server asked for patience. */
  others: number;
  /** When the quiet hours of the first and of the last of them end. */
  first: Date;
  last: Date;
};

const ahead = ['draft', 'awaiting_approval', 'scheduled', 'pending'];

/** Who of a run waits for the end of quiet hours, or will have to. */
export async function quietOf(
  tx: Tx,
  companyId: string,
  run: RunFacts,
  putOff: number,
): Promise<Pick<RunReport, 'quiet'>> {
  const { id: runId, startedAt, endedAt, sendAt } = run;
  if (endedAt || (startedAt ? putOff === 0 : !ahead.includes(run.state))) return {};
  const { 'quiet-hours': hours } = await readSettings(tx, companyId);
  if (!hours) return {};

  const now = new Date();
  const endIn = quietUntil(hours, sendAt && !startedAt && sendAt > now ? sendAt : now);
  const zones = await waitingByZone(tx, { companyId, runId }, startedAt !== null);
  return counted(zones.map(({ timeZone, people }) => ({ people, until: endIn(timeZone) })));
}

function counted(zones: { people: number; until: Date | undefined }[]): Pick<RunReport, 'quiet'> {
  const count = (wanted: boolean) =>
    zones.reduce((all, { people, until }) => all + ((until !== undefined) === wanted ? people : 0), 0);
  const ends = zones.flatMap(({ until }) => until?.getTime() ?? []);
  if (ends.length === 0) return {};
  const [first, last] = [new Date(Math.min(...ends)), new Date(Math.max(...ends))];
  return { quiet: { people: count(true), others: count(false), first, last } };
}
