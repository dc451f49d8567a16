import { startNextRun } from '#core/runs/start-next-run.ts';
import type { Work } from '#core/work.ts';
import type { JobContext } from './context.ts';

/** Starts the company's next run, if there is one and none is being sent. */
export async function wakeCompany({ companyId }: Work['wake-company'], { db }: JobContext): Promise<void> {
  await startNextRun(db, companyId);
}
