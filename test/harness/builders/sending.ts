import { makeWorld, type World } from '../world.ts';
import { set } from './runs.ts';

/** A company that may send to 2,000 people without asking anybody. */
export async function makeSendingWorld(): Promise<World> {
  const world = await makeWorld();
  await set(world, 'run.max-records', '2000');
  await set(world, 'approval.policy', 'none');
  return world;
}

/** Waits until this is so. */
export async function until(so: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await so())) await new Promise((resolve) => setTimeout(resolve, 10));
}
