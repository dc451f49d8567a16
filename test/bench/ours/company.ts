import { setTimeout as pause } from 'node:timers/promises';
import { foundCompany } from '#core/directory/found-company.ts';
import { recognise } from '#core/directory/recognise.ts';
import { applyImport } from '#core/imports/apply-import.ts';
import { keepUpload } from '#core/imports/keep-upload.ts';
import { receiveImport } from '#core/imports/receive-import.ts';
import type { CardRef, Operator, Place } from '#core/operator.ts';
import { draftRun } from '#core/runs/draft-run.ts';
import { sendRun } from '#core/runs/send-run.ts';
import type { ListSource } from '#core/runs/source.ts';
import { openSecrets } from '#core/secrets.ts';
import type { SettingKey } from '#core/settings/settings.ts';
import type { Db } from '#core/store/db.ts';
import { keepSetting } from '#core/store/settings.ts';
import { openPrisma } from '#prisma/client.ts';
import { accepted } from '#test/harness/builders/runs.ts';

export const SECRET_KEY = Buffer.alloc(32, 5);
export const WORKSPACE = { platform: 'slack', externalId: 'T0MUSTER', name: 'Acme Capital' };

export type Company = {
  db: Db;
  companyId: string;
  operator: Operator;
  place: Place;
  set(key: SettingKey, value: string): Promise<void>;
  close(): Promise<void>;
};

/** A company that may do anything at once: what people would press is pressed by the bench. */
export async function openCompany(databaseUrl: string): Promise<Company> {
  const db = openPrisma(databaseUrl, { poolSize: 4 });
  const companyId = await foundCompany({ db }, WORKSPACE);
  const rosa = {
    userId: 'U0ROSA',
    name: 'Rosa',
    email: 'rosa@example.com',
    isAdmin: true,
    standing: 'colleague',
  } as const;
  const operator = accepted(
    await recognise({ db }, { ...rosa, platform: WORKSPACE.platform, workspaceId: WORKSPACE.externalId }),
  );
  const set = (key: SettingKey, value: string) => keepSetting(db, operator, key, value);
  await set('run.max-records', '1000000');
  await set('import.max-rows', '1000000');
  await set('import.max-bytes', '10000000');
  await set('approval.policy', 'none');
  return {
    ...{ db, companyId, operator, set },
    place: { platform: WORKSPACE.platform, workspaceId: WORKSPACE.externalId, conversation: 'C0ONBOARD' },
    close: () => db.$disconnect(),
  };
}

/** A list, checked by the process that does the jobs and applied at once: its people are saved. */
export async function importList({ db, companyId, operator, place }: Company, csv: Buffer): Promise<string> {
  const given = { place, upload: {}, fileName: 'bench.csv', addNumbers: true, sendLoginMail: false };
  const importId = accepted(await receiveImport({ db }, operator, { ...given, sourceKey: crypto.randomUUID() }));
  await keepUpload({ db, secrets: openSecrets(SECRET_KEY) }, { companyId, importId }, csv);
  for (;;) {
    const { state, cardVersion: version } = await db.import.findFirstOrThrow({ where: { companyId, id: importId } });
    if (state === 'ready') {
      accepted(await applyImport({ db }, operator, { id: importId, version }));
      return importId;
    }
    if (state === 'rejected') throw new Error('The list was rejected');
    await pause(10);
  }
}

export async function draft({ db, operator, place }: Company, source: ListSource): Promise<CardRef> {
  return { id: accepted(await draftRun({ db }, operator, { place, source, channel: 'whatsapp' })), version: 1 };
}

export type Sent = {
  runId: string;
  /** From the press of Send until the last result was committed. */
  seconds: number;
  /** From the press of Send until the first result was written. */
  firstMailMs: number;
  invited: number;
};

/** Presses Send and waits for the end. The times are PostgreSQL's, on this machine's clock. */
export async function send({ db, companyId, operator }: Company, run: CardRef): Promise<Sent> {
  const pressed = Date.now();
  accepted(await sendRun({ db }, operator, run));
  const ended = await endOf(db, companyId, run.id);
  const [mailed] = await db.$queryRaw<{ first: Date; invited: number }[]>`
    SELECT min(sent_at) AS first, count(*) FILTER (WHERE state = 'sent')::int AS invited
      FROM invitation WHERE company_id = ${companyId}::uuid AND run_id = ${run.id}::uuid`;
  if (!mailed) throw new Error('Nobody was mailed');
  const { first, invited } = mailed;
  return { runId: run.id, seconds: (ended - pressed) / 1_000, firstMailMs: first.getTime() - pressed, invited };
}

async function endOf(db: Db, companyId: string, id: string): Promise<number> {
  for (;;) {
    const { state, endedAt } = await db.run.findFirstOrThrow({ where: { companyId, id } });
    if (state === 'completed' && endedAt) return endedAt.getTime();
    if (endedAt || state === 'paused') throw new Error(`The run is ${state}`);
    await pause(50);
  }
}
