import { startRedis } from '#test/harness/redis.ts';
import { newList } from '../people.ts';
import { startRecordingSink } from '../sink/recording.ts';
import type { Stage } from '../stage.ts';
import { type Done, startUsual } from './process.ts';

export type Usual = {
  run(rows: number): Promise<Done & { postgresCpuMs: number }>;
  close(): Promise<void>;
};

/** The usual design over a database and a mail server of its own. */
export async function openUsual(stage: Stage): Promise<Usual> {
  const databaseUrl = await stage.makeDatabase();
  const sink = await startRecordingSink();
  const redis = await startRedis();
  const usual = await startUsual({ databaseUrl, redisUrl: redis.url, sinkUrl: sink.url });

  return {
    async run(rows) {
      const { csv, people } = newList(rows);
      await stage.settle(databaseUrl);
      const postgres = stage.postgresCpuMs();
      const done = await usual.run(csv);
      const postgresCpuMs = stage.postgresCpuMs() - postgres;
      const { rcpts } = await sink.take();
      if (new Set(rcpts).size !== people || rcpts.length !== people)
        throw new Error(`The usual design sent ${rcpts.length} letters to ${new Set(rcpts).size} of ${people} people`);
      return { ...done, postgresCpuMs };
    },
    async close() {
      await usual.stop();
      await redis.stop();
      await sink.stop();
    },
  };
}
