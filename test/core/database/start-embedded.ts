// Run as a process of its own: opens the built-in PostgreSQL of the DATA_DIR it is given, says where, and stays until it is told to go.
import { startEmbeddedPostgres } from '#core/database/embedded/start.ts';

const [dataDir = ''] = process.argv.slice(2);
try {
  const server = await startEmbeddedPostgres(dataDir);
  process.on('SIGTERM', async () => {
    await server.stop();
    process.exit(0);
  });
  process.on('SIGUSR2', () => process.exit(1));
  setInterval(() => {}, 60_000);
  console.log(server.url); // last: whoever reads it may send a signal at once
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
  process.exit(1);
}
