import { z } from 'zod';
import { whyNotAt } from '#core/runs/set-time.ts';
import { isSettingKey } from '#core/settings/settings.ts';
import { SetupStep } from '#core/setup/step.ts';
import type { Profile } from '#core/store/operators.ts';
import { typedTime } from '../../../typed-time.ts';
import { formWords, GROUP_VALUE, refusalSentence, sentence } from '../../../wording.ts';
import type { Asker, HearContext } from './context.ts';

type Fields = Record<string, unknown>;
/** What a form asks for once it is submitted, or what is missing in it. */
type Read = { fields: Fields } | { error: string };
type Given = {
  asker: Asker;
  data: Record<string, unknown>;
  profiles: (ids: string[]) => Promise<(Profile | undefined)[]>;
};

/** Whatever somebody fills in comes as text; several things with commas between them, a tick as "true". */
const text = (data: Fields, id: string): string | undefined => {
  const { data: given } = z.string().max(5_000).safeParse(data[id]);
  return given?.trim() || undefined;
};
const several = (data: Fields, id: string): string[] => text(data, id)?.split(',').filter(Boolean) ?? [];
const ticked = (data: Fields, id: string): boolean => ['true', 'yes'].includes(text(data, id) ?? '');

const Card = z.object({ id: z.uuid(), version: z.coerce.number().int().positive() });

const missing = (label: string, what: string): Read => ({ error: `${label}: ${what}` });

/** By the names of the fields in the form. */
const readers: Record<string, (given: Given) => Read | Promise<Read>> = {
  /** A dialog of cards takes no files. */
  import: () => ({ error: formWords.file.inChat }),

  invite({ data }) {
    const list = text(data, 'source');
    const unitIds = several(data, 'units');
    if (!list && unitIds.length === 0) return missing(formWords.list.label, formWords.list.missing);
    if (list && unitIds.length > 0) return missing(formWords.units.label, formWords.list.both);
    const source = list ? listChosen(list) : { unitIds };
    const withSubUnits = ticked(data, 'sub_units');
    return { fields: { chosen: { ...source, withSubUnits, channel: text(data, 'channel') } } };
  },

  /** Each field is called as the setting that it sets. */
  async setup({ data, profiles }) {
    const { data: step } = SetupStep.safeParse(data['step']);
    if (!step) return { error: sentence({ kind: 'too-late' }) };
    const keys = Object.keys(data).filter(isSettingKey);
    const values = Object.fromEntries(keys.flatMap((key) => (text(data, key) ? [[key, text(data, key)]] : [])));
    const approvers = await profiles(several(data, 'approvers'));
    if (approvers.includes(undefined)) return { error: refusalSentence({ code: 'colleague-not-found' }) };
    return { fields: { answered: { step, values, approvers, testMail: ticked(data, 'test_mail') } } };
  },

  reject({ data }) {
    const { data: card } = Card.safeParse(data);
    const reason = text(data, 'reason');
    if (!card || !reason) return missing(formWords.why.label, formWords.why.missing);
    return { fields: { ...card, reason } };
  },

  /** A day and a time of day, on the clock of who fills it in. */
  later({ data, asker }) {
    const { data: card } = Card.safeParse(data);
    const words = [text(data, 'at'), text(data, 'at_time')].filter(Boolean).join(' ');
    const at = typedTime(words, { now: new Date(), timeZone: asker.profile.timeZone ?? 'UTC' });
    if (!card || !at) return missing(formWords.at.label, formWords.at.missing);
    const why = whyNotAt(at);
    return why ? missing(formWords.at.label, formWords.at.unfit[why]) : { fields: { ...card, at } };
  },

  erase: ({ data }) => ({ fields: { asked: text(data, 'asked') ?? '', confirmed: true } }),
};

const listChosen = (value: string): Fields =>
  value.startsWith(GROUP_VALUE) ? { groupId: value.slice(GROUP_VALUE.length) } : { importId: value };

type Submitted = { verb: string; data: Fields };

/** Undefined where no form is called so. */
export async function readForm({ desk }: HearContext, asker: Asker, { verb, data }: Submitted) {
  const { serviceUrl, place } = asker;
  const at = { serviceUrl, conversation: place.conversation };
  const profiles = async (ids: string[]) => {
    const found = await Promise.all(ids.slice(0, MOST_PEOPLE).map((id) => desk.whom(at, id)));
    return found.map((met) => met?.profile);
  };
  return Object.hasOwn(readers, verb) ? readers[verb]?.({ data, asker, profiles }) : undefined;
}

const MOST_PEOPLE = 20;
