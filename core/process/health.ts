import type { FastifyInstance } from 'fastify';
import type { Registry } from './metrics.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered while the process drains, too. */
    isHealth?: boolean;
  }
}

/** Rejects when what it watches does not work. */
export type Check = () => Promise<unknown>;

export type Health = {
  watch(name: string, check: Check): void;
  /** The names of what does not work at this moment. */
  failing(): Promise<string[]>;
};

// A probe gives up after a second or so (Kubernetes: timeoutSeconds), so a check that hangs must be told apart before.
const PATIENCE_MS = 900;

export function makeHealth(): Health {
  const checks = new Map<string, Check>();
  return {
    watch: (name, check) => void checks.set(name, check),
    async failing() {
      const works = await Promise.all([...checks.values()].map((check) => passes(check)));
      return [...checks.keys()].filter((_, index) => !works[index]);
    },
  };
}

async function passes(check: Check): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, false);
  });
  const worked = check().then(
    () => true,
    () => false,
  );
  return Promise.race([worked, late]).finally(() => clearTimeout(timer));
}

type Needs = { health: Health; metrics: Registry; isDraining(): boolean };

export function answerHealth(app: FastifyInstance, { health, metrics, isDraining }: Needs): void {
  const config = { isHealth: true };
  app.get('/healthz', { config }, async () => ({ status: 'ok' }));

  app.get('/readyz', { config }, async (_request, reply) => {
    const failing = [...(isDraining() ? ['stopping'] : []), ...(await health.failing())];
    if (failing.length > 0) return reply.code(503).send({ status: 'not ready', failing });
    return { status: 'ready' };
  });

  app.get('/metrics', { config }, async (_request, reply) => {
    return reply.type(metrics.contentType).send(await metrics.metrics());
  });
}
