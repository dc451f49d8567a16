import { purgePeople } from '#core/directory/purge-people.ts';
import type { Log } from '#core/process/log.ts';
import { recallDeferredRuns } from '#core/runs/defer-run.ts';
import { endForgottenRuns } from '#core/runs/end-stopped-run.ts';
import { expireDrafts } from '#core/runs/expire-drafts.ts';
import { giveUpRun } from '#core/runs/give-up-run.ts';
import { remindApprovers } from '#core/runs/remind-approvers.ts';
import { ringFor } from '#core/runs/ring-for.ts';
import { takeOver } from '#core/runs/take-over.ts';
import { ringStaleCards } from '#core/store/cards.ts';
import { type Db, transaction } from '#core/store/db.ts';
import { ringStaleGroups } from '#core/store/group-news.ts';
import { forgetHeldFiles } from '#core/store/held-files.ts';
import { ringLoginMails } from '#core/store/login-mails.ts';
import { later } from '#core/store/outbox.ts';
import { sendersToDoubt, unsentRuns } from '#core/store/senders.ts';
import { companiesToWake, idleRuns } from '#core/store/sending.ts';
import { ringStuckImports } from '#core/store/stuck-imports.ts';
import { forgetOldEvents, mayISweep } from '#core/store/sweep.ts';
import { giveUpTestMails } from '#core/store/test-mails.ts';
import { isGone, thisProcess } from './send-invitations/this-process.ts';

type Needs = { db: Db; log: Log };

export type Sweep = { stop(): Promise<void> };

// A lease of 15 s and this make 20 s until a dead holder is replaced.
const SOON_MS = 5_000;
/** Everything that a lost ring can only delay. */
const SELDOM = 6;

/** Looks after what nobody rings for. Every process runs it; one at a time sweeps. */
export function startSweep(needs: Needs): Sweep {
  let round = 0;
  let sweeping: Promise<void> | undefined;
  const timer = setInterval(look, SOON_MS);
  look();

  function look(): void {
    if (sweeping) return;
    sweeping = sweep(needs, { all: round++ % SELDOM === 0 }).finally(() => {
      sweeping = undefined;
    });
  }

  return {
    async stop() {
      clearInterval(timer);
      await sweeping;
    },
  };
}

/** One look. Each step stands for itself: what fails is logged and done next time. */
export async function sweep({ db, log }: Needs, { all }: { all: boolean }): Promise<void> {
  const steps = all
    ? [
        replaceSenders,
        recallDeferredRuns,
        ringForUnsent,
        giveUpIdleRuns,
        endForgottenRuns,
        wakeCompanies,
        expireDrafts,
        remindApprovers,
        ringStaleCards,
        ringStuckImports,
        ringLoginMails,
        giveUpTestMails,
        ringStaleGroups,
        purgePeople,
        forget,
      ]
    : [replaceSenders, recallDeferredRuns];
  try {
    await transaction(db, async (tx) => {
      if (!(await mayISweep(tx))) return;
      for (const step of steps)
        await step(db).catch((error: unknown) => log.error({ error, step: step.name }, 'a step of the sweep failed'));
    });
  } catch (error) {
    log.error({ error }, 'the sweep failed');
  }
}

async function replaceSenders(db: Db): Promise<void> {
  const doubtful = await sendersToDoubt(db, thisProcess.place.host);
  const gone = doubtful.flatMap((sender) =>
    isGone(sender) ? { ...sender, expired: false } : sender.expired ? sender : [],
  );
  const replacements = await Promise.allSettled(gone.map((sender) => takeOver(db, sender)));
  for (const replacement of replacements) if (replacement.status === 'rejected') throw replacement.reason;
}

function ringForUnsent(db: Db): Promise<void> {
  return transaction(db, async (tx) => {
    for (const run of await unsentRuns(tx)) await ringFor(tx, { ...run, slot: 1 }, 'again');
  });
}

async function giveUpIdleRuns(db: Db): Promise<void> {
  for (const idle of await idleRuns(db)) await giveUpRun(db, idle);
}

function wakeCompanies(db: Db): Promise<void> {
  return transaction(db, async (tx) => {
    for (const companyId of await companiesToWake(tx)) await later(tx, 'wake-company', { companyId });
  });
}

async function forget(db: Db): Promise<void> {
  await forgetOldEvents(db);
  await forgetHeldFiles(db);
}
