import type { SetupStep } from '#core/setup/step.ts';
import type { Offered } from '../commands/import.ts';
import type { Reply, ReplyOf } from '../reply.ts';
import { erasureWords, setupWords, formWords as words } from '../wording.ts';
import type { Block, Field } from './block.ts';
import { bold, sign } from './ink.ts';
import { field, text, tick } from './kit.ts';
import { setupFields, submitLabel } from './setup.ts';

/** What is asked for before a command can be carried out. It is submitted as the command that it is called by. */
export type Form = {
  verb: string;
  title: string;
  submit: string;
  close: string;
  body: (Block | Field)[];
  /** What the form is about, so that its answer says so too. */
  carries?: { id?: string; version?: number; step?: SetupStep; asked?: string; offered?: Offered[] };
};

type FormKind = Extract<Reply['kind'], `${string}-form`>;
type Forms = { [K in FormKind]: (reply: ReplyOf<K>) => Form };

const { close } = words;

const chooseFile = (uploadAt: string | undefined): Block | Field =>
  uploadAt
    ? uploadLink(uploadAt)
    : field('file', words.file.label, { type: 'file', extensions: ['csv', 'txt'] }, { hint: words.file.hint });

export const uploadLink = (address: string): Block => ({ kind: 'link', label: words.file.page, address });

const whatsapp = { name: words.whatsapp, rest: '', value: 'whatsapp' };

export const forms: Forms = {
  'import-form': ({ offered, uploadAt }) => ({
    ...{ verb: 'import', title: words.import.title, submit: words.import.submit, close },
    ...(offered && { carries: { offered } }),
    body: [
      offered ? text(words.file.offered(offered.map(({ fileName }) => bold(fileName)))) : chooseFile(uploadAt),
      tick('add_numbers', words.numbers, words.addNumbers, true),
      tick('login_mail', words.login, words.loginMail, false),
    ],
  }),

  'invite-form': ({ list }) => ({
    ...{ verb: 'invite', title: words.invite.title, submit: words.invite.submit, close },
    body: [
      text(words.invite.about),
      field(
        'source',
        words.list.label,
        { type: 'pick', of: 'lists', many: false, hint: words.list.hint, ...(list && { initial: list }) },
        { optional: true },
      ),
      field(
        'units',
        words.units.label,
        { type: 'pick', of: 'units', many: true, hint: words.units.hint },
        { optional: true },
      ),
      tick('sub_units', words.subUnits, words.below, true),
      field('channel', words.channel, { type: 'choice', options: [whatsapp], initial: whatsapp }),
    ],
  }),

  'setup-form': (reply) => ({
    ...{ verb: 'setup', title: setupWords.title, submit: submitLabel(reply.step), close },
    carries: { step: reply.step },
    body: setupFields(reply),
  }),

  'reject-form': ({ runId, version }) => ({
    ...{ verb: 'reject', title: words.reject.title, submit: words.reject.submit, close },
    carries: { id: runId, version },
    body: [field('reason', words.why.label, { type: 'paragraph', most: 300 }, { hint: words.why.hint })],
  }),

  'later-form': ({ runId, version, initial }) => ({
    ...{ verb: 'later', title: words.later.title, submit: words.later.submit, close },
    carries: { id: runId, version },
    body: [field('at', words.at.label, { type: 'moment', initial }, { hint: words.at.hint })],
  }),

  'erase-form': ({ asked, erasure }) => ({
    ...{ verb: 'erase', title: erasureWords.form.title, submit: erasureWords.form.submit, close },
    carries: { asked },
    body: [
      text(`${sign('warning')} ${bold(asked)}. ${erasureWords.what}`),
      points(erasureWords.goesTitle, erasureWords.goes(erasure)),
      points(erasureWords.staysTitle, erasureWords.stays),
    ],
  }),
};

const points = (title: string, lines: string[]) => text([bold(title), ...lines.map((line) => `• ${line}`)].join('\n'));

export function isForm(reply: Reply): reply is ReplyOf<FormKind> {
  return reply.kind in forms;
}

export function form(reply: ReplyOf<FormKind>): Form {
  const view = forms[reply.kind] as (reply: ReplyOf<FormKind>) => Form;
  return view(reply);
}
