import { foundCompany } from '#core/directory/found-company.ts';
import { recognise } from '#core/directory/recognise.ts';
import type { Operator, Place } from '#core/operator.ts';
import { makeLog } from '#core/process/log.ts';
import { openSecrets, type Secrets } from '#core/secrets.ts';
import { openSending, type Sending } from '#core/sending/open.ts';
import type { Db } from '#core/store/db.ts';
import { openPrisma } from '#prisma/client.ts';
import { makeDatabase } from './database.ts';

export type OutboxEntry = { queue: 'work' | 'news'; name: string; data: Record<string, string> };

/** A company that works, in a database of its own. */
export type World = {
  db: Db;
  databaseUrl: string;
  secrets: Secrets;
  sending: Sending;
  companyId: string;
  /** Both own the company (administrators of its workspace). */
  requester: Operator;
  approver: Operator;
  /** A colleague without any permission. */
  onlooker: Operator;
  place: Place;
  /** What is promised and not handed on, oldest first; only of this name where one is given. */
  outbox(name?: string): Promise<OutboxEntry[]>;
  forgetOutbox(): Promise<void>;
  close(): Promise<void>;
};

const WORKSPACE = { platform: 'slack', externalId: 'T0ACME', name: 'Acme Capital' };

/** Ends with `await using`, or by `close`. */
export async function makeWorld(): Promise<World & AsyncDisposable> {
  const database = await makeDatabase();
  const db = openPrisma(database.url, { poolSize: 10 });
  const companyId = await foundCompany({ db }, WORKSPACE);
  const [requester, approver, onlooker] = await Promise.all([
    enrol(db, { userId: 'U0ANA', name: 'Ana', isAdmin: true }),
    enrol(db, { userId: 'U0BEN', name: 'Ben', isAdmin: true }),
    enrol(db, { userId: 'U0CLEO', name: 'Cleo', isAdmin: false }),
  ]);

  const secrets = openSecrets(Buffer.alloc(32, 7));
  const sending = openSending({ databaseUrl: database.url, secrets, log: makeLog({ LOG_LEVEL: 'silent' }) });
  const close = async () => {
    await sending.close();
    await db.$disconnect();
    await database.drop();
  };
  return {
    db,
    databaseUrl: database.url,
    secrets,
    sending,
    companyId,
    requester,
    approver,
    onlooker,
    place: { platform: WORKSPACE.platform, workspaceId: WORKSPACE.externalId, conversation: 'C0GENERAL' },
    outbox: (name) => db.$queryRaw<OutboxEntry[]>`
      SELECT queue, name, data FROM outbox WHERE ${name ?? null}::text IS NULL OR name = ${name ?? null} ORDER BY id`,
    forgetOutbox: async () => void (await db.$executeRaw`DELETE FROM outbox`),
    close,
    [Symbol.asyncDispose]: close,
  };
}

type Colleague = { userId: string; name: string; isAdmin: boolean };

async function enrol(db: Db, { userId, name, isAdmin }: Colleague): Promise<Operator> {
  const outcome = await recognise(
    { db },
    {
      platform: WORKSPACE.platform,
      workspaceId: WORKSPACE.externalId,
      userId,
      name,
      email: `${name.toLowerCase()}@acme.test`,
      isAdmin,
      standing: 'colleague',
    },
  );
  if (!outcome.ok) throw new Error(`${name} was not recognised: ${outcome.refusal.code}`);
  return outcome.value;
}
