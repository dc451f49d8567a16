import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { answers } from './answers.ts';
import { type Home, serverEnvironment } from './home.ts';

export type Server = { pid: number; port: number };

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '128MB',
  max_connections: '200',
  fsync: 'on',
  synchronous_commit: 'on',
};

// Replaying what a crash left behind is what a start may have to wait for.
const START_PATIENCE_MS = 60_000;
const LOG_BYTES = 10_000_000;

/** The server that runs in this cluster already: its starter crashed, or is still there. */
export async function findServer(home: Home, password: string): Promise<Server | undefined> {
  const deadline = Date.now() + START_PATIENCE_MS;
  for (;;) {
    const server = readPidFile(home);
    if (!server) return undefined;
    const answer = await answers(server.port, password);
    if (answer === 'yes') return server;
    if (answer === 'no' || Date.now() > deadline) return undefined; // a leftover file: the next server takes it over
    await pause(50);
  }
}

/** Undefined when it ended at once: another start was quicker, or its port was taken. The log says which. */
export async function startServer(
  home: Home,
  { binaries, password, extra = {} }: { binaries: string; password: string; extra?: Record<string, string> },
): Promise<Server | undefined> {
  const port = await findFreePort();
  const child = spawnServer(home, binaries, { ...settings, ...extra, port: String(port) });
  const deadline = Date.now() + START_PATIENCE_MS;
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    if ((await answers(port, password)) === 'yes') return { pid: child.pid, port };
    await pause(20);
  }
  child.kill('SIGINT');
  return undefined;
}

/** A fast shutdown: open transactions are rolled back, everything committed is written, and only then it resolves. */
export async function stopServer(home: Home, server: Server): Promise<void> {
  tellToStop(server);
  // The pid of an adopted server may stay in the process table as long as nobody collects it, its file does not.
  while (readPidFile(home)?.pid === server.pid) await pause(10);
}

/** Begins a fast shutdown. */
export function tellToStop({ pid }: Server): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    // it is gone already
  }
}

/** The last words of the server, for an error message. */
export function lastWords(home: Home): string {
  const lines = readFileSync(home.logFile, 'utf8').trim().split('\n').slice(-20);
  return lines.findLast((line) => line.includes('FATAL')) ?? lines.at(-1) ?? 'it said nothing';
}

function readPidFile(home: Home): Server | undefined {
  try {
    // Line 1 is the pid, line 4 the port (src/include/utils/pidfile.h).
    const lines = readFileSync(join(home.cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  } catch {
    return undefined;
  }
}

function spawnServer(home: Home, binaries: string, options: Record<string, string>): ChildProcess {
  const log = openLog(home.logFile);
  const child = spawn(
    join(binaries, 'bin/postgres'),
    ['-D', home.clusterSeenByServer, ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    // Detached, so that Ctrl-C reaches only us and we can stop it when nothing needs it any more.
    { ...home.user, cwd: home.cluster, env: serverEnvironment(), stdio: ['ignore', log, log], detached: true },
  );
  child.on('error', () => {}); // it has no pid then, which the start notices
  child.unref();
  closeSync(log);
  return child;
}

function openLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_BYTES) truncateSync(file);
  return openSync(file, 'a', 0o600);
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
