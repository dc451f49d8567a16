import { z } from 'zod';
import { emailAddress } from '../email-address.ts';
import { isCountry } from '../phone-number.ts';
import { ApprovalPolicy } from './approval-policy.ts';
import { ChatChannel } from './chat-channel.ts';
import { ChatChannels } from './chat-channels.ts';
import { MailRate } from './mail-rate.ts';
import { QuietHours } from './quiet-hours.ts';
import { Rehearsal } from './rehearsal.ts';

type Definition<Value> = {
  /** Reads the words that a person typed, and the text kept in the database. */
  value: z.ZodType<Value>;
  /** What it is when nobody has set it, as somebody would type it. */
  initially: string;
  /** What may be typed, for the sentence that refuses something else. */
  expected: string;
  /** What it means, in one line. */
  about: string;
};

function setting<Value>(definition: Definition<Value>): Definition<Value> {
  return definition;
}

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(from).max(to));
const onOff = z.enum(['on', 'off', 'true', 'false']).transform((word) => word === 'on' || word === 'true');
const hours = z
  .string()
  .regex(/^\d+ ?h?$/)
  .transform((words) => Number.parseInt(words, 10))
  .pipe(z.int().min(1).max(720));

// Controls, line separators and what turns the direction of writing.
const NOT_IN_A_LINE = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

/** Every setting of a company. */
export const settings = {
  'run.max-records': setting({
    value: wholeNumber(1, 1_000_000),
    initially: '100',
    expected: 'a whole number from 1 to 1000000',
    about: 'How many people one run may invite at the most',
  }),
  'channel.whatsapp.enabled': setting({
    value: onOff,
    initially: 'on',
    expected: 'on or off',
    about: 'Whether people may be invited to WhatsApp',
  }),
  'channel.runs': setting({
    value: ChatChannels.or(z.literal('all').transform(() => undefined)),
    initially: 'all',
    expected: 'channels: “here” for the one you type it in, names from what Slack offers after typing #, or all',
    about: 'Where lists are brought in and runs begin; in a direct conversation with me that is always possible',
  }),
  'channel.summaries': setting({
    value: ChatChannel.or(z.literal('none').transform(() => undefined)),
    initially: 'none',
    expected: 'a channel: “here” for the one you type it in, a name from what Slack offers after typing #, or none',
    about: 'Where the summary of each run is shown as well',
  }),
  'channel.private': setting({
    value: ChatChannels.or(z.literal('none').transform((): string[] => [])),
    initially: 'none',
    expected: 'channels: “here” for the one you type it in, names from what Slack offers after typing #, or none',
    about: 'In which channels nothing about people may stand, not even masked',
  }),
  'approval.policy': setting({
    value: ApprovalPolicy,
    initially: 'default',
    expected: 'none, other-person-over:<number of people>, or n-of:<number of approvers from 1 to 20>',
    about: 'When others have to approve a run',
  }),
  'approval.channel': setting({
    value: ChatChannel.or(z.literal('none').transform(() => undefined)),
    initially: 'none',
    expected: 'a channel: “here” for the one you type it in, a name from what Slack offers after typing #, or none',
    about: 'Where those who may approve are asked; none: where the run was asked for',
  }),
  'approval.reminders': setting({
    value: onOff,
    initially: 'on',
    expected: 'on or off',
    about: 'Whether they are reminded while a run waits for them',
  }),
  'invitation.ttl': setting({
    value: hours,
    initially: '24h',
    expected: 'hours from 1 to 720, such as 24h',
    about: 'How long a private link is valid, in hours',
  }),
  'company.name': setting({
    value: z
      .string()
      .trim()
      .max(80)
      .refine((name) => !NOT_IN_A_LINE.test(name)),
    initially: '',
    expected: 'a name of at most 80 characters in one line',
    about: 'The name that invited people see',
  }),
  'company.logo': setting({
    value: z
      .url({ protocol: /^https$/, hostname: z.regexes.domain })
      .max(500)
      // It goes into mails: nothing that a mail program could take for something else.
      .refine((address) => !/[\s"'<>\\@]/.test(address))
      .or(z.literal('')),
    initially: '',
    expected: 'the address of a picture that begins with https://',
    about: 'The picture that invited people see beside the name',
  }),
  'company.country': setting({
    value: z.string().trim().toUpperCase().refine(isCountry).or(z.literal('')),
    initially: '',
    expected: 'a country code of two letters, such as GB',
    about: 'The country of phone numbers without a + in front',
  }),
  'mail.rate': setting({
    value: MailRate,
    initially: 'none',
    expected: 'mails a second such as 14, or 200/min, or none',
    about: 'How many mails may leave at the most',
  }),
  'mail.from': setting({
    value: z
      .email()
      .refine((address) => emailAddress(address) !== undefined)
      .or(z.literal('')),
    initially: '',
    expected: 'an e-mail address',
    about: 'The address that invitations come from',
  }),
  rehearsal: setting({
    value: Rehearsal,
    initially: 'off',
    expected: 'off, or the e-mail address of the one inbox that gets every mail instead',
    about: 'Rehearsal: no mail reaches the people themselves, and linking is simulated',
  }),
  'quiet-hours': setting({
    value: QuietHours,
    initially: 'off',
    expected: 'off, or from when to when, such as 20:00-08:00',
    about: 'When nobody is mailed an invitation, by the clock where each person is (UTC where that is not known)',
  }),
  'retention.member-days': setting({
    value: wholeNumber(0, 36_500),
    initially: '0',
    expected: 'a whole number of days from 0 to 36500; 0 for always',
    about: 'How many days people are kept after they left, and rows of lists and runs after these were over',
  }),
  'import.wide-channel': setting({
    value: wholeNumber(1, 1_000_000),
    // A team that works with such lists knows each other by name; beyond that nobody can say who reads along.
    initially: '20',
    expected: 'a whole number from 1 to 1000000',
    about: 'How many people a private channel may have before a list given there brings a warning',
  }),
  'import.max-bytes': setting({
    value: wholeNumber(1_000, 10_000_000),
    initially: '5000000',
    expected: 'a whole number from 1000 to 10000000',
    about: 'How large an uploaded file may be, in bytes',
  }),
  'import.max-rows': setting({
    value: wholeNumber(1, 1_000_000),
    initially: '10000',
    expected: 'a whole number from 1 to 1000000',
    about: 'How many rows an uploaded file may have',
  }),
  'import.max-columns': setting({
    value: wholeNumber(2, 1_000),
    initially: '64',
    expected: 'a whole number from 2 to 1000',
    about: 'How many columns an uploaded file may have',
  }),
};

export type SettingKey = keyof typeof settings;
type ValueOf<D> = D extends Definition<infer Value> ? Value : never;
export type Settings = { [K in SettingKey]: ValueOf<(typeof settings)[K]> };

/** Names that other products and older texts use for the same thing. */
const otherNames: Record<string, SettingKey> = {
  'com.leapxpert.user.bulkintegration.records': 'run.max-records',
  'com.leapxpert.whatsapp.archived.channel.enabled': 'channel.whatsapp.enabled',
  'com.leapxpert.whatsapp.archived.channel.enable': 'channel.whatsapp.enabled',
};

export function settingKey(typed: string): SettingKey | undefined {
  const key = otherNames[typed] ?? typed;
  return isSettingKey(key) ? key : undefined;
}

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(settings, key);
}

export const settingKeys = Object.keys(settings).filter(isSettingKey);
