import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '#bot/playground/slack/types.ts';
import { changeSetting } from '#core/settings/change-setting.ts';
import { accepted } from '../harness/builders/runs.ts';
import { adam, olga, rosa, said } from '../harness/chat.ts';
import { type CardWorld, openCardWorld } from './card-world.ts';

let world: CardWorld;
beforeEach(async () => {
  world = await openCardWorld();
});
afterEach(() => world.close());

const set = async (key: string, value: string) =>
  accepted(await changeSetting({ db: world.db }, world.operator, { key, value }));

const run = (id: string) => world.db.run.findFirstOrThrow({ where: { id } });
const seconds = (at: Date | null) => Math.floor((at?.getTime() ?? 0) / 1000);

/** As a message names the time of this run. */
async function named(id: string): Promise<string> {
  const { sendAt } = await run(id);
  return `<!date^${seconds(sendAt)}^{date_short_pretty} {time}|${sendAt?.toISOString().slice(0, 16).replace('T', ' ')} UTC> (${sendAt?.toISOString().slice(11, 16)} UTC)`;
}

async function aShownDraft(): Promise<{ id: string; card: Message }> {
  const id = await world.aDraft();
  await world.tell();
  return { id, card: await world.chat.message(rosa, 'Invite 3 people to WhatsApp?') };
}

async function becomes(id: string, state: string): Promise<void> {
  await expect.poll(async () => (await run(id)).state, { timeout: 10_000 }).toBe(state);
  await world.tell();
}

describe('Send later on a card', () => {
  it('asks for a time, the next full hour at first, and the card says it to everybody', async () => {
    const { id, card } = await aShownDraft();

    await world.chat.press(rosa, card, 'later');
    const dialog = await world.chat.modal(rosa, 'Send later');
    const at = String(seconds(new Date()) + 86_400);
    await world.chat.hands.submit(rosa, dialog.id, { at });
    await becomes(id, 'scheduled');

    const offered = Number(/"initial_date_time":(\d+)/.exec(JSON.stringify(dialog.view.blocks))?.[1]);
    expect(offered % 3_600).toBe(0);
    expect(offered).toBeGreaterThan(seconds(new Date()));
    expect(seconds((await run(id)).sendAt)).toBe(Number(at));
    const shown = said(await world.chat.message(rosa, 'To be sent later: invite 3 people'));
    expect(shown).toContain(`Will be sent ${await named(id)}.`);
    expect(shown).toContain('"Send now"');
    expect(shown).toContain('"Withdraw run"');
    expect(shown).not.toContain('It starts by itself');
  });

  it('takes no time that is over or too far, and says so in the dialog', async () => {
    const { id, card } = await aShownDraft();
    await world.chat.press(rosa, card, 'later');
    const dialog = await world.chat.modal(rosa, 'Send later');

    await world.chat.hands.submit(rosa, dialog.id, { at: String(seconds(new Date()) - 60) });
    const { errors: over } = await world.chat.modal(rosa, 'Send later');
    await world.chat.hands.submit(rosa, dialog.id, { at: String(seconds(new Date()) + 31 * 86_400) });
    const { errors: far } = await world.chat.modal(rosa, 'Send later');

    expect(over).toEqual({ at: 'That is over, or less than 1 minute ahead.' });
    expect(far).toEqual({ at: 'That is more than 30 days ahead.' });
    expect((await run(id)).state).toBe('draft');
  });

  it('is not for who may not send', async () => {
    const { id, card } = await aShownDraft();

    await world.chat.press(olga, card, 'later');

    await expect
      .poll(async () => JSON.stringify((await world.chat.modal(olga, 'Muster')).view.blocks))
      .toContain('You need the permission “run-invitations”');
    expect((await run(id)).state).toBe('draft');
  });

  it('is sent at once by Send now', async () => {
    const { id, card } = await aShownDraft();
    await world.chat.type(rosa, `/muster send ${id.slice(0, 8)} in 2 hours`);
    await becomes(id, 'scheduled');

    await world.chat.press(rosa, card, 'send');
    await becomes(id, 'pending');

    expect((await run(id)).sendAt).toBeNull();
    expect(said(await world.chat.message(rosa, 'Waiting to invite 3 people'))).not.toContain('Will be sent');
  });
});

describe('“send <run> at …”', () => {
  it('means the clock of who types, and is answered with the time', async () => {
    const { id } = await aShownDraft();

    await world.chat.type(rosa, `/muster send ${id.slice(0, 8)} at tomorrow 9am`);
    await becomes(id, 'scheduled');

    const { sendAt } = await run(id);
    const inBerlin = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', timeStyle: 'short' }).format(
      sendAt ?? 0,
    );
    expect(inBerlin).toBe('09:00');
    expect((sendAt?.getTime() ?? 0) - Date.now()).toBeLessThan(48 * 3_600_000);
    await world.chat.message(rosa, `Will be sent ${await named(id)}.`);
    await world.chat.type(rosa, '/muster queue');
    await world.chat.message(rosa, `Waits for its time, ${await named(id)}: *list.csv`);
    await world.chat.type(rosa, '/muster runs');
    await world.chat.message(rosa, `Waits for its time: ${await named(id)}`);
    await world.chat.type(rosa, `/muster status ${id.slice(0, 8)}`);
    await world.chat.message(rosa, 'Send now', await named(id));
  });

  it('is refused with examples where it is not one time, and where it is too far', async () => {
    const { id } = await aShownDraft();

    await world.chat.type(rosa, `/muster send ${id.slice(0, 8)} at 11/12/2026 9:00`);
    await world.chat.message(rosa, 'as one time from now on. Say it like this: “send &lt;run&gt; at 09:00 Mon”');
    await world.chat.type(rosa, `/muster send ${id.slice(0, 8)} at 2020-01-01 09:00`);
    await world.chat.message(rosa, 'That is over, or less than 1 minute ahead. Nothing was changed');

    expect((await run(id)).state).toBe('draft');
  });

  it('is sent at once with “now”, whatever time it had', async () => {
    const { id } = await aShownDraft();
    await world.chat.type(rosa, `/muster send ${id.slice(0, 8)} at tomorrow 9am`);
    await becomes(id, 'scheduled');

    await world.chat.type(adam, `/muster send ${id.slice(0, 8)} now`);

    await becomes(id, 'pending');
  });
});

it('an approval says for which time it is asked, and what comes then', async () => {
  await set('approval.policy', 'n-of:1');
  await set('approval.channel', '#C0GENERAL');
  const { id } = await aShownDraft();
  await world.chat.type(rosa, `/muster send ${id.slice(0, 8)} at tomorrow 9am`);
  await becomes(id, 'awaiting_approval');
  const asking = await world.chat.message(adam, 'Approval needed: invite 3 people', 'asked for by Rosa', 'in <#');

  await world.chat.press(adam, asking, 'approve');
  await becomes(id, 'scheduled');

  expect(said(asking)).toContain(`To be sent ${await named(id)}, or as soon as it is approved where that is later.`);
  expect(said(asking)).toMatch(/will be invited by e-mail, 20\d\d-\d\d-\d\d \d\d:00 UTC, or now where that is over/);
  await world.chat.message(rosa, 'is approved by <@U0ADAM>', `It will be sent ${await named(id)}.`);
  expect(said(await world.chat.message(adam, 'Approved: invite 3 people'))).toContain(
    `Will be sent ${await named(id)}.`,
  );
});

it('quiet hours stand on a draft, for the time at which it would be sent', async () => {
  const before = new Date(Date.now() - 3_600_000).toISOString().slice(11, 16);
  const after = new Date(Date.now() + 3_600_000).toISOString().slice(11, 16);
  await world.chat.type(rosa, `/muster settings quiet-hours ${before}-${after}`);
  await world.chat.message(rosa, `quiet-hours is now ${before}-${after}`);
  const id = await world.aDraft();
  await world.db
    .$executeRaw`UPDATE member SET time_zone = 'Asia/Tokyo' WHERE id = (SELECT member_id FROM invitation WHERE position = 1)`;
  await world.tell();

  const card = said(await world.chat.message(rosa, 'Invite 3 people to WhatsApp?'));
  await world.chat.type(rosa, `/muster send ${id.slice(0, 8)} in 6 hours`);
  await becomes(id, 'scheduled');

  expect(card).toContain(`Quiet hours: 1 person now, 2 people when theirs end, <!date^`);
  expect(card).toContain(`(${after} UTC)`);
  expect(card).toContain('“settings quiet-hours off”');
  expect(said(await world.chat.message(rosa, 'To be sent later: invite 3 people'))).not.toContain('Quiet hours:');
});
