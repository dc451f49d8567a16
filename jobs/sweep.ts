import { purgePeople } from '#core/directory/purge-people.ts';
import { expireImports } from '#core/imports/expire-imports.ts';
import { seeToUploads } from '#core/imports/see-to-uploads.ts';
import type { Log } from '#core/process/log.ts';
import { recallDeferredRuns } from '#core/runs/defer-run.ts';
import { endForgottenRuns } from '#core/runs/end-stopped-run.ts';
import { expireDrafts } from '#core/runs/expire-drafts.ts';
import { giveUpRun } from '#core/runs/give-up-run.ts';
import { remindApprovers } from '#core/runs/remind-approvers.ts';
import { ringFor } from '#core/runs/ring-for.ts';
import { admitDueRuns } from '#core/runs/schedule-run.ts';
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
import { forgetOldEvents, mayISweep, type Sweeping } from '#core/store/sweep.ts';
import { giveUpTestMails, ringTestMails } from '#core/store/test-mails.ts';
import { isGone, thisProcess } from './send-invitations/this-process.ts';

type Needs = { db: Db; log: Log };

export type Sweep = { stop(): Promise<void> };

type Round = { name: Sweeping; everyMs: number; steps: ((db: Db) => Promise<unknown>)[] };

// A lease of 15 s and this make 20 s until a dead holder is replaced.
const soon: Round = { name: 'soon', everyMs: 5_000, steps: [replaceSenders, recallDeferredRuns, admitDueRuns] };

/** Everything that a lost ring can only delay. */
const seldom: Round = {
  name: 'seldom',
  everyMs: 30_000,
  steps: [
    ringForUnsent,
    giveUpIdleRuns,
    endForgottenRuns,
    wakeCompanies,
    expireDrafts,
    expireImports,
    remindApprovers,
    ringStaleCards,
    ringStuckImports,
    seeToUploads,
    ringLoginMails,
    giveUpTestMails,
    ringTestMails,
    ringStaleGroups,
    purgePeople,
    forget,
  ],
};

/** Looks after what nobody rings for. Every process runs it; of each round one at a time sweeps. */
export function startSweep(needs: Needs): Sweep {
  const rounds = [soon, seldom].map((round) => startRound(needs, round));
  return {
    async stop() {
      await Promise.all(rounds.map((round) => round.stop()));
    },
  };
}

function startRound(needs: Needs, round: Round): Sweep {
  let sweeping: Promise<void> | undefined;
  const timer = setInterval(look, round.everyMs);
  look();

  function look(): void {
    sweeping ??= sweepOnce(needs, round).finally(() => {
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

/** One look. */
export async function sweep(needs: Needs, { all }: { all: boolean }): Promise<void> {
  for (const round of all ? [soon, seldom] : [soon]) await sweepOnce(needs, round);
}

/** Each step stands for itself: what fails is logged and done next time. */
async function sweepOnce({ db, log }: Needs, { name, steps }: Round): Promise<void> {
  try {
    await transaction(db, async (tx) => {
      if (!(await mayISweep(tx, name))) return;
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
