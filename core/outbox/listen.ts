import pg from 'pg';
import type { Log } from '../process/log.ts';

type Options = { heard(): void; log: Log };

const RECONNECT_MS = 1_000;

/** Hears of promises the moment they are committed, over a connection of its own that is replaced when it breaks. */
export function listen(databaseUrl: string, { heard, log }: Options): { stop(): Promise<void> } {
  let stopped = false;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: databaseUrl, application_name: 'muster relay', keepAlive: true });
    client = next;
    next.on('notification', heard);
    next.on('error', (error) => log.debug({ error }, 'the relay has lost its ear'));
    next.on('end', again);
    await next.connect();
    await next.query('LISTEN outbox');
    // What was promised while nobody listened.
    heard();
  }

  function again(): void {
    if (!stopped) timer = setTimeout(open, RECONNECT_MS);
  }

  function open(): void {
    opening = connect().catch((error: unknown) => {
      log.debug({ error }, 'the relay cannot listen; it looks by itself meanwhile');
      return client?.end().catch(() => {});
    });
  }

  let opening: Promise<unknown> = Promise.resolve();
  open();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await opening;
      await client?.end().catch(() => {});
    },
  };
}
