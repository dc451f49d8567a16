import { makeId } from '../ids.ts';
import type { World } from '../world.ts';
import { type Ack, send } from './send.ts';

/** Delivers an event, and again after a failure. The promise ends with the first answer; repeats go on without it. */
export async function deliverEvent(world: World, event: Record<string, unknown>): Promise<void> {
  const body = JSON.stringify(envelope(world, event));
  const first = await deliver(world, body);
  if (!first.ok) return retry(world, body, first.retryReason);

  const extra = world.faultBox.takeRedeliveries();
  for (let number = 1; number <= extra; number += 1) {
    await deliver(world, body, { number, reason: 'http_timeout' });
  }
}

/** Sends the url_verification of a new address; true when the challenge came back. */
export async function verifyUrl(world: World): Promise<boolean> {
  const challenge = makeId('Ev');
  const body = JSON.stringify({ token: 'unused', challenge, type: 'url_verification' });
  const ack = await deliver(world, body);
  return ack.ok && ack.body.includes(challenge);
}

type Retry = { number: number; reason: string };

function deliver(world: World, body: string, retry?: Retry): Promise<Ack> {
  const headers = retry ? { 'x-slack-retry-num': String(retry.number), 'x-slack-retry-reason': retry.reason } : {};
  return send(world, { contentType: 'application/json', body, headers });
}

function retry(world: World, body: string, reason: string, number = 1): void {
  const delay = world.deadlines.eventRetries[number - 1];
  if (delay === undefined) return;

  world.later(delay, async () => {
    const ack = await deliver(world, body, { number, reason });
    if (!ack.ok) retry(world, body, ack.retryReason, number + 1);
  });
}

function envelope(world: World, event: Record<string, unknown>): Record<string, unknown> {
  const { workspace, enterprise, bot, grants } = world;
  const forAll = enterprise?.isInstalledForAll === true;
  const authorization = {
    enterprise_id: enterprise?.id ?? null,
    team_id: forAll ? null : workspace.id,
    user_id: bot.userId,
    is_bot: true,
    is_enterprise_install: forAll,
  };
  return {
    token: 'unused',
    team_id: workspace.id,
    ...(enterprise && { enterprise_id: enterprise.id }),
    context_team_id: workspace.id,
    context_enterprise_id: enterprise?.id ?? null,
    api_app_id: bot.appId,
    event,
    type: 'event_callback',
    event_id: makeId('Ev'),
    event_time: Math.floor(Date.now() / 1000),
    authorizations: grants.isInstalled() ? [authorization] : [],
    is_ext_shared_channel: false,
  };
}
