import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { type Backlog, readBacklog } from '../store/backlog.ts';
import type { Db } from '../store/db.ts';

export type { Registry } from 'prom-client';

/** A registry of its own for each process, so that nothing is counted behind its back. Starts with Node's own numbers. */
export function makeMetrics(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** Adds what waits, read from the database once whenever somebody asks. The same in every process over one database. */
export function showBacklog(register: Registry, db: Db): void {
  let reading: Promise<void> | undefined;
  const collect = () => {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `muster_${name}`, help, labelNames, collect, registers: [register] });

  const outbox = gauge('outbox_waiting', 'Promises that are not handed to the queue yet');
  const cards = gauge('cards_out_of_date', 'Messages in chat that do not show what is so now');
  const senders = gauge('senders', 'Processes that send a share of a run');
  const runs = gauge('runs', 'Runs that are not over, by state', ['state']);
  const answers = gauge('database_answers', '1 when these numbers are those of this moment');

  async function read(): Promise<void> {
    const backlog = await readBacklog(db).catch(() => undefined);
    answers.set(backlog ? 1 : 0);
    if (backlog) show(backlog);
  }

  function show(backlog: Backlog): void {
    outbox.set(backlog.outbox);
    cards.set(backlog.cards);
    senders.set(backlog.senders);
    runs.reset();
    for (const { state, runs: count } of backlog.runs) runs.set({ state }, count);
  }
}

/** Counts results of mails. `tried_again`: somebody waits for another attempt. */
export type CountMail = (outcome: 'sent' | 'failed' | 'unknown' | 'tried_again') => void;

export function countMails(register: Registry): CountMail {
  const counter = new Counter({
    name: 'muster_invitation_mails_total',
    help: 'Mails of this process by what became of them',
    labelNames: ['outcome'],
    registers: [register],
  });
  return (outcome) => counter.inc({ outcome });
}
