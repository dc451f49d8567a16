import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detailsModal, formModal, loadingModal } from '#bot/platforms/slack/draw/modal.ts';
import { homeTab } from '#bot/platforms/slack/publish.ts';
import { checkView } from '#bot/playground/slack/validation/check.ts';
import { form } from '#bot/views/forms.ts';
import { said } from '../harness/chat.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';
import { erasure, home, importDetails, longest, runDetails } from './longest.ts';

let world: BotWorld;
beforeAll(async () => {
  world = await openBotWorld();
});
afterAll(() => world.close());

const carried = { conversation: 'C0GENERAL' };
const id = '00000000-0000-4000-8000-000000000000';
const nameOf = (reply: (typeof longest)[number]) =>
  'report' in reply ? `${reply.kind} (${reply.report.state})` : reply.kind;

it.each(longest.map((reply) => [nameOf(reply), reply] as const))('Slack takes the longest %s', async (_, reply) => {
  const ts = await world.platform.say(world.place, reply);

  const message = world.slack.messages(world.place.conversation).find((one) => one.ts === ts);
  expect(message?.text).not.toBe('');
});

describe('a modal', () => {
  it.each([
    detailsModal({ kind: 'import-details', details: importDetails }, carried),
    detailsModal({ kind: 'run-details', details: runDetails }, carried),
    formModal(form({ kind: 'import-form' }), carried),
    formModal(
      form({
        kind: 'invite-form',
        list: { name: 'W'.repeat(200), rest: ', 22 Nov 2026, 14:32, Ana, 12 rows', value: id },
      }),
      carried,
    ),
    formModal(form({ kind: 'reject-form', runId: id, version: 1 }), carried),
    formModal(form({ kind: 'later-form', runId: id, version: 1, initial: new Date() }), carried),
    loadingModal(carried),
    formModal(form({ kind: 'erase-form', asked: 'W'.repeat(254), erasure }), carried),
  ])('is taken by Slack however much stands in it: $callback_id', (view) => {
    const verdict = checkView(view);

    expect(verdict.ok || verdict.messages).toBe(true);
  });
});

it('a Home tab is taken by Slack however much stands on it', () => {
  const view = homeTab({ kind: 'home', home }, 'D0ROSA');

  const verdict = checkView(view);

  expect(verdict.ok || verdict.messages).toBe(true);
});

it('says how many of a long list it leaves out', async () => {
  const queue = longest.filter(({ kind }) => kind === 'queue' || kind === 'units');

  const shown = await Promise.all(queue.map((reply) => world.platform.say(world.place, reply)));

  const messages = world.slack.messages(world.place.conversation).filter(({ ts }) => shown.includes(ts));
  for (const message of messages) expect(said(message)).toMatch(/And [\d,]+ more/);
});
