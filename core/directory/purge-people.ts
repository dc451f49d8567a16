import { settings } from '../settings/settings.ts';
import { audit } from '../store/audit.ts';
import { cardsOutOfDate } from '../store/cards.ts';
import { type Db, transaction } from '../store/db.ts';
import { type Keeping, purgeImport, purgeMembers, purgeRun, whoPurges } from '../store/purge.ts';

// So many rows in one commit, and so many commits in one go over all companies: nobody who works meanwhile waits for it.
const AT_ONCE = 2_000;
const COMMITS = 10;

/** Empties what a company wants to keep no longer: people who left, and the rows of lists and runs that are over. */
export async function purgePeople(db: Db): Promise<void> {
  let left = COMMITS;
  for (const { companyId, value } of await whoPurges(db)) {
    const { data: days = 0 } = settings['retention.member-days'].value.safeParse(value);
    if (days > 0) left -= await purge(db, { companyId, days }, left);
  }
}

/** How many commits it took. */
async function purge(db: Db, keeping: Keeping, most: number): Promise<number> {
  let commits = 0;
  for (const step of [members, runs, imports]) {
    while (commits < most && (await step(db, keeping))) commits++;
  }
  return commits;
}

/** Each step is one commit, and true while there may be more. */
function members(db: Db, keeping: Keeping): Promise<boolean> {
  const { companyId } = keeping;
  return transaction(db, async (tx) => {
    const people = await purgeMembers(tx, keeping, AT_ONCE);
    if (people > 0) await audit(tx, { companyId }, 'people-purged', { subject: 'company', id: companyId }, { people });
    return people > 0;
  });
}

function runs(db: Db, keeping: Keeping): Promise<boolean> {
  const { companyId } = keeping;
  return transaction(db, async (tx) => {
    const run = await purgeRun(tx, keeping, AT_ONCE);
    if (run?.isOver) {
      await audit(tx, { companyId }, 'run-purged', { subject: 'run', id: run.id });
      // They name the first of those who failed.
      await cardsOutOfDate(tx, { companyId, subjectId: run.id });
    }
    return run !== undefined;
  });
}

function imports(db: Db, keeping: Keeping): Promise<boolean> {
  const { companyId } = keeping;
  return transaction(db, async (tx) => {
    const list = await purgeImport(tx, keeping, AT_ONCE);
    if (list?.isOver) await audit(tx, { companyId }, 'import-purged', { subject: 'import', id: list.id });
    return list !== undefined;
  });
}
