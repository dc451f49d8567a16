import { startNextRun } from '#core/runs/start-next-run.ts';
import type { Work } from '#core/work.ts';
import type { JobContext } from './context.ts';

/** The time of a run has come: it waits for its turn, and has it where nothing of the company is being sent. */
export async function beginScheduled({ companyId }: Work['begin-scheduled'], { db }: JobContext): Promise<void> {
  await startNextRun(db, companyId);
}
