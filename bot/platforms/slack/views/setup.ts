import type { InputBlock, KnownBlock } from '@slack/types';
import type { SettingKey } from '#core/settings/settings.ts';
import type { SetupView } from '#core/setup/setup-of.ts';
import { type SetupStep, stepAfter } from '#core/setup/step.ts';
import type { ReplyOf } from '../../../reply.ts';
import { buttons, refusalSentence, setupWords as words } from '../../../wording.ts';
import { actions, escaped, note, start, text } from '../kit.ts';
import { lines } from '../lists.ts';
import { input, tick } from './inputs.ts';
import { said } from './said.ts';

/** What a step asks for. An empty field leaves everything as it is. */
export function setupBlocks({ view, step, refusal }: ReplyOf<'setup-form'>): KnownBlock[] {
  return [
    note(words.where(step)),
    text(words.about(step)),
    ...(refusal ? [text(`:warning: ${escaped(refusalSentence(refusal))}`)] : []),
    ...fields[step](view),
  ];
}

export const submitLabel = (step: SetupStep) => (stepAfter(step) ? words.next : words.last);

const fields: Record<SetupStep, (view: SetupView) => InputBlock[]> = {
  name: ({ values }) => [typed('company.name', words.label('name'), values['company.name'], 80)],
  logo: ({ values }) => [typed('company.logo', words.label('logo'), values['company.logo'], 500)],
  country: ({ values }) => [typed('company.country', words.label('country'), values['company.country'], 2)],
  sender: ({ values }) => [
    typed('mail.from', words.label('sender'), values['mail.from'], 254),
    tick('test_mail', words.test, words.testMail, false),
  ],
  approvers: () => [
    skippable('approvers', words.label('approvers'), {
      type: 'multi_users_select',
      max_selected_items: MOST_APPROVERS,
    }),
  ],
  channels: ({ values }) => [
    channel('approval.channel', words.approvalChannel, values['approval.channel']),
    channel('channel.summaries', words.summariesChannel, values['channel.summaries']),
  ],
};

// Slack is asked about each, and lets nobody ask often.
const MOST_APPROVERS = 20;

/** The block is called as the setting that it sets. */
const typed = (key: SettingKey, label: string, value: string | undefined, most: number) =>
  skippable(key, label, {
    type: 'plain_text_input',
    max_length: most,
    ...(value && value.length <= most && { initial_value: value }),
  });

/** Approvers are asked in private channels as often as not, and Slack's own list of channels has public ones alone. */
function channel(key: SettingKey, label: string, value: string | undefined): InputBlock {
  const isSet = value !== undefined && /^[CG][A-Z0-9]+$/.test(value);
  return skippable(key, label, {
    type: 'conversations_select',
    filter: { include: ['public', 'private'] },
    ...(isSet && { initial_conversation: value }),
  });
}

const skippable = (id: string, label: string, element: InputBlock['element']) =>
  input(id, label, element, { optional: true, hint: words.skip });

export const setupOffer = (reply: ReplyOf<'setup-offer'>): KnownBlock[] => [
  ...said(reply),
  ...actions([{ ...start('setup', words.begin), style: 'primary' }, start('help', buttons.help)]),
];

/** As far as it came, and what comes next. */
export const setupDone = (reply: ReplyOf<'setup-done'>): KnownBlock[] => [
  ...said(reply),
  ...lines(reply.view.steps.map((step) => `• ${words.line(step)}`)),
  note(words.connect),
  note(words.whatNext),
];

/** Where settings are shown: how far it is, and a way back into it. */
export const setupBand = (view: SetupView): KnownBlock[] => [
  text(words.progress(view)),
  ...actions([start('setup', words.begin)]),
];
