import { cpuMs } from '../gauges.ts';
import { newList } from '../people.ts';
import { type RecordingSink, startRecordingSink } from '../sink/recording.ts';
import type { Stage } from '../stage.ts';
import { checkLetters } from './check.ts';
import { type Company, draft, importList, openCompany, type Sent, send } from './company.ts';
import { profiled, startOurs } from './process.ts';

type Measured = Sent & {
  /** From the list in our hands until its people are saved and drafted. */
  saveSeconds: number;
  /** CPU of our processes meanwhile, in milliseconds: the one that does the jobs, and this one in place of the bot. */
  saveCpuMs: number;
  sendCpuMs: number;
  /** PostgreSQL's while it was sent. */
  postgresCpuMs: number;
  /** Letters that were compared with the database, all right. */
  checked: number;
  /** When each letter reached the sink, in milliseconds since 1970. */
  times: number[];
};

export type Ours = {
  company: Company;
  databaseUrl: string;
  /** Reads, checks, applies, drafts and sends a list of so many rows, and checks what came of it. */
  run(rows: number): Promise<Measured>;
  pid(): number;
  /** Another process takes its place, with nothing in its memory yet. */
  renew(): Promise<void>;
  close(): Promise<void>;
};

type Options = {
  latencyMs?: number /** A sink that keeps nothing: then nothing is checked either. */;
  sinkUrl?: string;
};

/** Our product over a database and a mail server of its own. */
export async function openOurs(stage: Stage, { latencyMs = 0, sinkUrl }: Options = {}): Promise<Ours> {
  const databaseUrl = await stage.makeDatabase();
  const sink = sinkUrl === undefined ? await startRecordingSink({ latencyMs }) : undefined;
  const company = await openCompany(databaseUrl);
  const start = () => startOurs({ databaseUrl, sinkUrl: sink?.url ?? sinkUrl ?? '' });
  let ours = await start();

  return {
    ...{ company, databaseUrl },
    pid: () => ours.pid,
    async run(rows) {
      const { csv, people } = newList(rows);
      await stage.settle(databaseUrl);
      const cpu = cpuOf(ours.pid);
      const begun = performance.now();
      const importId = await importList(company, csv);
      const run = await draft(company, { kind: 'import', importId });
      const saveSeconds = (performance.now() - begun) / 1_000;
      const saveCpuMs = cpu();

      const postgres = stage.postgresCpuMs();
      const sent = await profiled(ours, () => send(company, run));
      const sendCpuMs = cpu() - saveCpuMs;
      const postgresCpuMs = stage.postgresCpuMs() - postgres;
      if (sent.invited !== people) throw new Error(`${sent.invited} of ${people} people were invited`);
      const checks = sink ? await check(company, sent, sink) : { checked: 0, times: [] };
      return { ...sent, saveSeconds, saveCpuMs, sendCpuMs, postgresCpuMs, ...checks };
    },
    async renew() {
      await ours.stop();
      ours = await start();
    },
    async close() {
      await ours.stop();
      await sink?.stop();
      await company.close();
    },
  };
}

function cpuOf(pid: number): () => number {
  const before = cpuMs(pid) + cpuMs(process.pid);
  return () => cpuMs(pid) + cpuMs(process.pid) - before;
}

async function check(company: Company, { runId }: Sent, sink: RecordingSink) {
  const recorded = await sink.take();
  const checked = await checkLetters(company, [runId], recorded);
  return { checked, times: recorded.times };
}
