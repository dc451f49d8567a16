import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SlackDouble } from '#bot/playground/slack/index.ts';
import { type Answer, type Heard, never, type RawBot, startRawBot } from './slack-bot.ts';
import { input, modal, open, option, plain, titleFor } from './slack-dialog-blocks.ts';
import { ada, adaDirect, call, general, section, startSlack } from './slack-world.ts';

let double: SlackDouble;
let rawBot: RawBot;

beforeEach(async () => {
  rawBot = await startRawBot();
  double = await startSlack({ deliverTo: rawBot.url });
});

afterEach(async () => {
  vi.useRealTimers();
  await double.stop();
  await rawBot.stop();
});

const heardView = (): Record<string, unknown> => rawBot.heard[0]?.body['view'] as Record<string, unknown>;
const heardValues = () => (heardView()['state'] as { values: Record<string, unknown> }).values;

describe('a submission', () => {
  it.each([
    ['channels_select', {}, 'C0SECRET001'],
    ['conversations_select', { filter: { include: ['public', 'private'] } }, 'C0SECRET001'],
    ['conversations_select', { filter: { include: ['public', 'private'] } }, adaDirect],
    ['conversations_select', { filter: { include: ['private'] } }, general],
  ])('of %s %j never has a conversation that is not offered there', async (type, more, id) => {
    const viewId = await open(double, rawBot, modal([input('channel', { type, ...more })]));

    await expect(double.hands.submit(ada, viewId, { channel: id })).rejects.toThrow(`does not offer ${id}`);
  });

  it('tells everything that was filled in', async () => {
    const viewId = await open(
      double,
      rawBot,
      modal([
        input('text', { type: 'plain_text_input' }),
        input('mail', { type: 'email_text_input' }),
        input('number', { type: 'number_input', is_decimal_allowed: false }),
        input('one', { type: 'static_select', options: ['a', 'b'].map(option) }),
        input('several', { type: 'multi_static_select', options: ['a', 'b', 'c'].map(option) }),
        input('boxes', { type: 'checkboxes', options: ['a', 'b'].map(option), initial_options: [option('a')] }),
        input('radio', { type: 'radio_buttons', options: ['a', 'b'].map(option) }),
        input('person', { type: 'users_select' }),
        input('channel', { type: 'conversations_select', response_url_enabled: true }),
        input('day', { type: 'datepicker' }),
        input('empty', { type: 'plain_text_input' }, { optional: true }),
        input('file', { type: 'file_input', filetypes: ['csv'] }),
      ]),
    );

    await double.hands.submit(
      ada,
      viewId,
      {
        text: 'words',
        mail: 'ada@acme.test',
        number: '3',
        one: 'b',
        several: ['a', 'c'],
        radio: 'a',
        person: ada,
        channel: general,
        day: '2026-11-22',
      },
      { file: [{ name: 'people.csv', content: Buffer.from('email\n') }] },
    );

    expect(rawBot.heard[0]?.body).toMatchObject({
      type: 'view_submission',
      user: { id: ada },
      response_urls: [
        { block_id: 'channel', action_id: 'channel-action', channel_id: general, response_url: expect.any(String) },
      ],
    });
    expect(heardValues()).toMatchObject({
      text: { 'text-action': { type: 'plain_text_input', value: 'words' } },
      mail: { 'mail-action': { value: 'ada@acme.test' } },
      number: { 'number-action': { value: '3' } },
      one: { 'one-action': { selected_option: option('b') } },
      several: { 'several-action': { selected_options: [option('a'), option('c')] } },
      boxes: { 'boxes-action': { selected_options: [option('a')] } },
      radio: { 'radio-action': { selected_option: option('a') } },
      person: { 'person-action': { selected_user: ada } },
      channel: { 'channel-action': { selected_conversation: general } },
      day: { 'day-action': { selected_date: '2026-11-22' } },
      empty: { 'empty-action': { value: null } },
      file: {
        'file-action': { files: [{ name: 'people.csv', mimetype: 'text/csv', filetype: 'csv', size: 6, user: ada }] },
      },
    });
    expect(double.snapshot(ada).modal).toBeUndefined();
  });

  it('picks from options that the bot offers', async () => {
    rawBot.answer(({ body }) =>
      body['type'] === 'block_suggestion' ? { json: { options: [option('north'), option('south')] } } : undefined,
    );
    const viewId = await open(double, rawBot, modal([input('unit', { type: 'external_select', min_query_length: 0 })]));

    const offered = await double.hands.options(ada, viewId, 'unit-action', 'n');
    await double.hands.submit(ada, viewId, { unit: 'south' });

    expect(offered).toEqual([
      { label: 'NORTH', value: 'north' },
      { label: 'SOUTH', value: 'south' },
    ]);
    expect(rawBot.heard[0]?.body).toMatchObject({
      type: 'block_suggestion',
      action_id: 'unit-action',
      block_id: 'unit',
      value: 'n',
      container: { type: 'view', view_id: viewId },
    });
    expect(rawBot.heard[1]?.body).toMatchObject({
      view: { state: { values: { unit: { 'unit-action': { selected_option: option('south') } } } } },
    });
  });

  it('takes several from grouped options without a list opened before', async () => {
    const groups = [{ label: plain('All'), options: [option('north'), option('south')] }];
    rawBot.answer(({ body }) =>
      body['type'] === 'block_suggestion' ? { json: { option_groups: groups } } : undefined,
    );
    const viewId = await open(
      double,
      rawBot,
      modal([input('unit', { type: 'multi_external_select', min_query_length: 0 })]),
    );

    await double.hands.submit(ada, viewId, { unit: ['north', 'south'] });

    expect(rawBot.heard.map((one) => one.body['type'])).toEqual(['block_suggestion', 'view_submission']);
  });

  it('asks for options only from the third letter on, unless told', async () => {
    const viewId = await open(double, rawBot, modal([input('unit', { type: 'external_select' })]));

    const offered = await double.hands.options(ada, viewId, 'unit-action', 'no');

    expect(offered).toEqual([]);
    expect(rawBot.heard).toEqual([]);
  });

  it('complains about options that Slack would not show', async () => {
    const viewId = await open(double, rawBot, modal([input('unit', { type: 'external_select', min_query_length: 0 })]));
    rawBot.answer(() => ({ json: { options: [{ text: plain('x'.repeat(76)), value: '1' }] } }));

    const offered = await double.hands.options(ada, viewId, 'unit-action', '');

    expect(offered).toEqual([]);
    expect(double.violations().at(-1)).toMatchObject({ where: 'answer to block_suggestion' });
    expect(double.snapshot(ada).complaints).toEqual(['The options could not be loaded (invalid response)']);
  });

  async function answered(how: (heard: Heard) => Answer): Promise<string> {
    const viewId = await open(double, rawBot, modal([input('note', { type: 'plain_text_input' })]));
    rawBot.answer(how);
    await double.hands.submit(ada, viewId, { note: 'x' });
    return viewId;
  }

  it('is answered with errors, another view, one on top, or an end', async () => {
    const viewId = await answered(() => ({ json: { response_action: 'errors', errors: { note: 'Not this' } } }));
    const errors = double.snapshot(ada).modal?.errors;
    rawBot.answer(() => ({
      json: {
        response_action: 'update',
        view: modal([input('note', { type: 'plain_text_input' })], { title: plain('Two') }),
      },
    }));
    await double.hands.submit(ada, viewId, { note: 'y' });
    const updated = [titleFor(double), double.snapshot(ada).modal?.id, double.snapshot(ada).modal?.errors];
    rawBot.answer(() => ({ json: { response_action: 'push', view: modal([section], { title: plain('Three') }) } }));
    await double.hands.submit(ada, viewId, { note: 'y' });
    const pushed = titleFor(double);
    rawBot.answer(() => ({ json: { response_action: 'clear' } }));
    await double.hands.submit(ada, double.snapshot(ada).modal?.id ?? '', {});

    expect(errors).toEqual({ note: 'Not this' });
    expect(updated).toEqual(['Two', viewId, undefined]);
    expect(pushed).toBe('Three');
    expect(double.snapshot(ada).modal).toBeUndefined();
  });

  it.each([
    ['errors for a block that is not there', { response_action: 'errors', errors: { file: 'x' } }],
    ['a view that Slack refuses', { response_action: 'update', view: { type: 'modal', blocks: [] } }],
    ['a Home tab', { response_action: 'update', view: { type: 'home', blocks: [section] } }],
    ['something else', { text: 'thanks' }],
  ])('is not answered with %s', async (_what, json) => {
    await answered(() => ({ json }));

    expect(double.violations()).toHaveLength(1);
    expect(double.snapshot(ada).complaints).toEqual(['We had some trouble connecting. Try again? (invalid response)']);
    expect(double.snapshot(ada).modal).toBeDefined();
  });

  it('stays open when the acknowledgement comes late', async () => {
    const impatient = await startSlack({ deliverTo: rawBot.url, deadlines: { ack: 1000 } });
    const viewId = await open(impatient, rawBot, modal([input('note', { type: 'plain_text_input' })]));
    rawBot.answer(never);
    await impatient.hands.submit(ada, viewId, { note: 'x' });
    const { complaints, modal: stillOpen } = impatient.snapshot(ada);
    await impatient.stop();

    expect(complaints).toEqual(['We had some trouble connecting. Try again? (operation_timeout)']);
    expect(stillOpen?.id).toBe(viewId);
  });

  it('is held back by the client while something is missing or wrong', async () => {
    const viewId = await open(
      double,
      rawBot,
      modal([
        input('note', { type: 'plain_text_input', min_length: 3 }),
        input('mail', { type: 'email_text_input' }),
        input('number', { type: 'number_input', is_decimal_allowed: false }),
        input('one', { type: 'static_select', options: ['a'].map(option) }),
      ]),
    );

    await double.hands.submit(ada, viewId, { note: 'ab', mail: 'ada', number: '1.5' });

    expect(double.snapshot(ada).modal?.errors).toEqual({
      note: 'Please enter at least 3 characters.',
      mail: 'Please enter a valid email address.',
      number: 'Please enter a valid number.',
      one: 'Please complete this required field.',
    });
    expect(rawBot.heard).toEqual([]);
  });

  it.each([
    [
      'of another type',
      [{ name: 'people.xlsx', content: Buffer.from('x') }],
      'people.xlsx cannot be added: only csv files.',
    ],
    [
      'above 10 MB',
      [{ name: 'people.csv', content: Buffer.alloc(10 * 1024 * 1024 + 1) }],
      'people.csv is larger than 10 MB.',
    ],
    [
      'beyond the allowed number',
      [
        { name: 'a.csv', content: Buffer.from('x') },
        { name: 'b.csv', content: Buffer.from('x') },
      ],
      'At most 1 files can be added here.',
    ],
  ])('takes no file %s', async (_what, files, complaint) => {
    const viewId = await open(
      double,
      rawBot,
      modal([input('file', { type: 'file_input', filetypes: ['csv'], max_files: 1 })]),
    );

    await double.hands.submit(ada, viewId, {}, { file: files });

    expect(double.snapshot(ada).complaints).toEqual([complaint]);
    expect(rawBot.heard).toEqual([]);
  });
});

it('somebody from another workspace is told as such', async () => {
  const person = { about: '', isAdmin: false, isOwner: false, isGuest: false };
  const shared = await startSlack({
    deliverTo: rawBot.url,
    people: [{ ...person, id: ada, name: 'Ada', email: 'ada@elsewhere.test', teamId: 'T0ELSEWHERE' }],
  });
  await shared.hands.type(ada, { channel: general }, '/muster import');
  await call(shared, 'views.open', { trigger_id: rawBot.heard[0]?.body['trigger_id'], view: modal() });
  await shared.hands.submit(ada, shared.snapshot(ada).modal?.id ?? '', {});
  const info = await call(shared, 'users.info', { user: ada });
  await shared.stop();

  expect(rawBot.heard[1]?.body).toMatchObject({
    team: { id: 'T0ELSEWHERE' },
    user: { team_id: 'T0ELSEWHERE' },
    view: { app_installed_team_id: 'T0ACME00001' },
  });
  expect(info).toMatchObject({ user: { team_id: 'T0ELSEWHERE', is_stranger: true } });
});
