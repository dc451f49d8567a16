// Run as a process of its own: rings and works on the built-in database, and stops in the order of main.ts when it is told.
import { openDatabase } from '#core/database/open.ts';
import { makeLog } from '#core/process/log.ts';
import { onShutdown } from '#core/process/shutdown.ts';
import { openQueues } from '#core/queue.ts';

const [DATA_DIR = ''] = process.argv.slice(2);
const log = makeLog({ LOG_LEVEL: 'warn' });
const database = await openDatabase({ DATA_DIR });
const queues = await openQueues({}, database.url, log);
const worker = await queues.listen('work', {
  hear: async () => {},
  room: 4,
  lost: (error) => log.debug({ error }, 'the worker has lost its store'),
});

onShutdown(log, [
  { name: 'worker', run: worker.stop },
  { name: 'queues', run: queues.close },
  { name: 'database', run: database.close },
]);

for (let i = 0; i < 20; i++) await queues.add('work', { name: 'wake', data: {}, key: `k${i}`, attempts: 1 });
console.log('ready');
