import { type Muster, startMuster } from '#test/harness/muster.ts';
import { SECRET_KEY } from './company.ts';

type Where = { databaseUrl: string; sinkUrl: string };

const profiler = new URL('../profile.mjs', import.meta.url).href;
const profiles = () => process.env['BENCH_PROFILE'];

/** The real process, as it runs where mails are sent; with more settings also as it runs where everything is one. */
export function startOurs({ databaseUrl, sinkUrl }: Where, more: Record<string, string> = {}): Promise<Muster> {
  const folder = profiles();
  return startMuster({
    ROLE: 'jobs',
    DATABASE_URL: databaseUrl,
    SECRET_KEY: SECRET_KEY.toString('base64'),
    SMTP_URL: sinkUrl,
    PUBLIC_URL: 'https://muster.example.com',
    LOG_LEVEL: 'warn',
    ...(folder && { NODE_OPTIONS: `--import ${profiler}`, BENCH_PROFILE: folder }),
    ...more,
  });
}

/** With BENCH_PROFILE=<folder>, a profile of what the process does meanwhile is kept there. */
export async function profiled<T>({ pid }: Muster, work: () => Promise<T>): Promise<T> {
  if (!profiles()) return work();
  process.kill(pid, 'SIGUSR2');
  try {
    return await work();
  } finally {
    process.kill(pid, 'SIGUSR2');
  }
}
