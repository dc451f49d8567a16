import { readFileSync } from 'node:fs';

/** Milliseconds of CPU that a process has used so far, as Linux counts them (proc(5): clock ticks of 10 ms). */
export function cpuMs(pid: number): number {
  const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(afterName[11]) + Number(afterName[12])) * 10;
}

/** Resident memory of a process in MB: now, and at its highest. */
export function memory(pid: number): { now: number; highest: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1_024;
  return { now: megabytes('VmRSS'), highest: megabytes('VmHWM') };
}
