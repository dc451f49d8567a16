import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of CPU that a process has used so far, as Linux counts them (proc(5): clock ticks of 10 ms). */
export function cpuMs(pid: number): number {
  return usage(pid).own;
}

/** The same of a process and of all that it has started, also of those that have ended. */
export function cpuOfFamilyMs(pid: number): number {
  const family = usage(pid);
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => usageIfAlive(Number(name)))
    .filter((one) => one?.parent === pid);
  return children.reduce((sum, one) => sum + (one?.own ?? 0), family.own + family.ended);
}

type Usage = { parent: number; own: number; ended: number };

function usage(pid: number): Usage {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map((ticks) => Number(ticks) * 10);
  return {
    parent: Number(fields[1]),
    own: (user ?? 0) + (system ?? 0),
    ended: (endedUser ?? 0) + (endedSystem ?? 0),
  };
}

function usageIfAlive(pid: number): Usage | undefined {
  try {
    return usage(pid);
  } catch {
    return undefined;
  }
}

/** Resident memory of a process in MB: now, and at its highest. */
export function memory(pid: number): { now: number; highest: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1_024;
  return { now: megabytes('VmRSS'), highest: megabytes('VmHWM') };
}
