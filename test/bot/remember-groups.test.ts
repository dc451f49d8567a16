import { expect, it } from 'vitest';
import { remembered } from '#bot/remember-groups.ts';

const place = { platform: 'slack', workspaceId: 'T0ACME', conversation: '-' };
const told = { groups: [], ageMs: () => 0 };

it('asks once for all who choose, each workspace for itself', async () => {
  const asked: string[] = [];
  const groups = remembered(async ({ workspaceId }) => {
    asked.push(workspaceId);
    return told;
  });

  await Promise.all([groups(place), groups(place), groups({ ...place, workspaceId: 'T0OTHER' })]);
  await groups(place);

  expect(asked).toEqual(['T0ACME', 'T0OTHER']);
});

it('asks again after an answer that made no sense', async () => {
  const answers = [() => Promise.reject(new Error('not a list of groups')), async () => told];
  const groups = remembered(async () => answers.shift()?.());

  await expect(groups(place)).rejects.toThrow('not a list of groups');

  expect(await groups(place)).toBe(told);
});

it('lets a menu wait no longer than it can', async () => {
  const groups = remembered(() => new Promise(() => {}));

  expect(await groups(place)).toBeUndefined();
});
