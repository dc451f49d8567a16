// A worker of Node 20 does not inherit the loader that reads TypeScript, and `--import tsx` does nothing inside one.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
