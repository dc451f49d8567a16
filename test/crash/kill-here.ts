// Preloaded with `--import` into a process that is to die: as by `kill -9`, the nth time that it reaches a point (KILL_HERE=gate:after*3).
import { crashPoints, onReach } from '#core/process/crash-point.ts';

const [wanted, nth = '1'] = (process.env['KILL_HERE'] ?? '').split('*');
const point = crashPoints.find((known) => known === wanted);
if (!point) throw new Error(`KILL_HERE=${wanted} is no crash point`);

let left = Number(nth);
onReach((reached) => {
  if (reached !== point || --left > 0) return;
  process.kill(process.pid, 'SIGKILL');
  // Nothing of what comes after may begin before the signal is delivered.
  return new Promise(() => {});
});
