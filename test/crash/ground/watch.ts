import pg from 'pg';

/** Sees what only shows while it happens: every move of an invitation, and the company at every moment. */
export type Watch = {
  /** What was seen and must never be. */
  complaints(): string[];
  close(): Promise<void>;
};

const LOOK_MS = 50;

/** Notes every change of state beside the tables, by a trigger that the product does not know. */
const NOTE_MOVES = `
  CREATE SCHEMA crash;
  CREATE TABLE crash.move (id bigserial, company_id uuid, invitation_id uuid, was text, became text, claim uuid, fence bigint,
                           at timestamptz DEFAULT clock_timestamp());
  CREATE FUNCTION crash.note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO crash.move (company_id, invitation_id, was, became, claim, fence)
    VALUES (NEW.company_id, NEW.id, OLD.state, NEW.state, NEW.claim, NEW.fence);
    RETURN NULL;
  END $$;
  CREATE TRIGGER crash_note AFTER UPDATE ON invitation FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION crash.note();
  CREATE TABLE crash.received (line bigserial, rcpt text, message_id text, invitation_id uuid, version int, at timestamptz)`;

const LOOK = `
  SELECT company.id, fence::text, (SELECT count(*)::int FROM run WHERE company_id = company.id AND state IN ('sending', 'cancelling')) AS sending
    FROM company`;

type Seen = { id: string; fence: string; sending: number };

export async function openWatch(databaseUrl: string): Promise<Watch> {
  await once(databaseUrl, NOTE_MOVES);
  const fences = new Map<string, bigint>();
  const complaints = new Set<string>();
  let client: pg.Client | undefined;
  let closed = false;

  function judge({ id, fence, sending }: Seen): void {
    if (sending > 1) complaints.add(`I7: company ${id} was sending ${sending} runs at once`);
    const before = fences.get(id) ?? 0n;
    if (BigInt(fence) < before) complaints.add(`I11: the fence of company ${id} went from ${before} back to ${fence}`);
    fences.set(id, BigInt(fence));
  }

  /** The database may be away for a while: that is part of the game. */
  async function look(): Promise<void> {
    while (!closed) {
      try {
        client ??= await connect(databaseUrl);
        for (const seen of (await client.query<Seen>(LOOK)).rows) judge(seen);
      } catch {
        client?.end().catch(() => {});
        client = undefined;
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  const looking = look();
  return {
    complaints: () => [...complaints],
    async close() {
      closed = true;
      await looking;
      await client?.end().catch(() => {});
    },
  };
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'crash watch' });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function once(databaseUrl: string, sql: string): Promise<void> {
  const client = await connect(databaseUrl);
  await client.query(sql).finally(() => client.end());
}
