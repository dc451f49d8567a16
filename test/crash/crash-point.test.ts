import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { crashPoints } from '#core/process/crash-point.ts';

const product = ['bot', 'core', 'jobs']
  .flatMap((layer) => readdirSync(layer, { recursive: true, encoding: 'utf8' }).map((file) => `${layer}/${file}`))
  .filter((file) => file.endsWith('.ts') && file !== 'core/process/crash-point.ts')
  .map((file) => readFileSync(file, 'utf8'));

it('can be reached at each of its points, in one place', () => {
  const reached = product.flatMap((text) => [...text.matchAll(/\breach\('([^']+)'\)/g)].map(([, point]) => point));

  expect(reached.sort()).toEqual([...crashPoints].sort());
});

it('lets nobody in but a test', () => {
  expect(product.filter((text) => text.includes('onReach'))).toEqual([]);
});
