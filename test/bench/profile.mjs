import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

// Comes in by `--import`: each SIGUSR2 begins or ends a CPU profile of this process. Chrome's developer tools read it.
if (isMainThread) listen();

function listen() {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  let profiles = 0;
  let running = false;

  process.on('SIGUSR2', () => {
    running = !running;
    if (running) session.post('Profiler.start');
    else
      session.post('Profiler.stop', (error, stopped) => {
        const file = join(process.env['BENCH_PROFILE'] ?? '.', `${process.pid}-${profiles++}.cpuprofile`);
        writeFileSync(file, JSON.stringify(error ?? stopped.profile));
      });
  });
}
