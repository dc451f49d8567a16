import type { SettingKey } from '#core/settings/settings.ts';
import type { SetupView } from '#core/setup/setup-of.ts';
import { type SetupStep, stepAfter } from '#core/setup/step.ts';
import type { ReplyOf } from '../reply.ts';
import { buttons, refusalSentence, setupWords as words } from '../wording.ts';
import type { Block, Field, Input } from './block.ts';
import { sign, theirs } from './ink.ts';
import { actions, field, lines, note, start, text, tick } from './kit.ts';
import { said } from './said.ts';

/** What a step asks for. An empty field leaves everything as it is. */
export function setupFields({ view, step, refusal }: ReplyOf<'setup-form'>): (Block | Field)[] {
  return [
    note(words.where(step)),
    text(words.about(step)),
    ...(refusal ? [text(`${sign('warning')} ${theirs(refusalSentence(refusal))}`)] : []),
    ...fields[step](view),
  ];
}

export const submitLabel = (step: SetupStep) => (stepAfter(step) ? words.next : words.last);

const fields: Record<SetupStep, (view: SetupView) => Field[]> = {
  name: ({ values }) => [typed('company.name', words.label('name'), values['company.name'], 80)],
  logo: ({ values }) => [typed('company.logo', words.label('logo'), values['company.logo'], 500)],
  country: ({ values }) => [typed('company.country', words.label('country'), values['company.country'], 2)],
  sender: ({ values }) => [
    typed('mail.from', words.label('sender'), values['mail.from'], 254),
    tick('test_mail', words.test, words.testMail, false),
  ],
  approvers: () => [skippable('approvers', words.label('approvers'), { type: 'people', most: MOST_APPROVERS })],
  channels: ({ values }) => [
    channel('approval.channel', words.approvalChannel, values['approval.channel']),
    channel('channel.summaries', words.summariesChannel, values['channel.summaries']),
  ],
};

// The platform is asked about each, and lets nobody ask often.
const MOST_APPROVERS = 20;

/** The field is called as the setting that it sets. */
const typed = (key: SettingKey, label: string, value: string | undefined, most: number) =>
  skippable(key, label, { type: 'line', most, ...(value && value.length <= most && { initial: value }) });

const channel = (key: SettingKey, label: string, value: string | undefined) =>
  skippable(key, label, { type: 'channel', ...(value && { initial: value }) });

const skippable = (id: string, label: string, input: Input): Field =>
  field(id, label, input, { optional: true, hint: words.skip });

export const setupOffer = (reply: ReplyOf<'setup-offer'>): Block[] => [
  ...said(reply),
  ...actions([{ ...start('setup', words.begin), style: 'primary' }, start('help', buttons.help)]),
];

/** As far as it came, and what comes next. */
export const setupDone = (reply: ReplyOf<'setup-done'>): Block[] => [
  ...said(reply),
  lines(reply.view.steps.map((step) => `• ${words.line(step)}`)),
  note(words.connect),
  note(words.whatNext),
];

/** Where settings are shown: how far it is, and a way back into it. */
export const setupBand = (view: SetupView): Block[] => [
  text(words.progress(view)),
  ...actions([start('setup', words.begin)]),
];
