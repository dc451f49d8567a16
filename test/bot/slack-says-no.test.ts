import { afterAll, beforeAll, expect, it } from 'vitest';
import { PlaceClosed, ThreadGone } from '#bot/platforms/define.ts';
import { Fault } from '#core/fault.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';

let world: BotWorld;
beforeAll(async () => {
  world = await openBotWorld();
});
afterAll(() => world.close());

const post = async (error: string) => {
  world.slack.faults.next('chat.postMessage', { error });
  return world.platform.say(world.place, { kind: 'too-late' }).catch((thrown: unknown) => thrown);
};

it.each(['not_in_channel', 'is_archived', 'no_permission', 'restricted_action_read_only_channel'])(
  'knows a place where it may not speak by %s',
  async (code) => expect(await post(code)).toBeInstanceOf(PlaceClosed),
);

it.each(['thread_not_found', 'restricted_action_non_threadable_channel'])(
  'knows a thread that is gone by %s',
  async (code) => expect(await post(code)).toBeInstanceOf(ThreadGone),
);

it.each([
  ['internal_error', 'later'],
  ['service_unavailable', 'later'],
  ['<html>Please sign in to the guest network</html>', 'later'],
  ['rate_limited', { afterMs: 30_000 }],
  ['msg_too_long', 'never'],
  ['token_revoked', 'never'],
])('knows of %s when to try again: %o', async (code, retry) => {
  const thrown = await post(code);

  expect(thrown).toBeInstanceOf(Fault);
  expect(thrown).toMatchObject({ retry });
});

it('edits no more where Slack has frozen the channel', async () => {
  const ts = await world.platform.say(world.place, { kind: 'too-late' });
  world.slack.faults.next('chat.update', { error: 'is_inactive' });

  expect(await world.platform.rewrite(world.place, ts, { kind: 'too-late' })).toBe(false);
});

it('leaves a message that is not to be taken away', async () => {
  world.slack.faults.next('chat.delete', { error: 'cant_delete_message' });
  world.slack.faults.next('chat.delete', { status: 500 });
  const remove = () => world.platform.remove(world.place, '1.000001');

  await expect(remove()).resolves.toBeUndefined();
  await expect(remove()).rejects.toMatchObject({ retry: 'later' });
});
