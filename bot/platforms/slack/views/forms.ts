import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Offered } from '../../../commands/import.ts';
import type { Reply, ReplyOf } from '../../../reply.ts';
import { erasureWords, setupWords, formWords as words } from '../../../wording.ts';
import { bold, option, plain, text } from '../kit.ts';
import { cut, limits } from '../limits.ts';
import type { Carried } from './carried.ts';
import { input, tick } from './inputs.ts';
import { setupBlocks, submitLabel } from './setup.ts';

type Form = Extract<Reply['kind'], `${string}-form`>;
type Forms = { [K in Form]: (reply: ReplyOf<K>, carried: Carried) => ModalView };

type Frame = { id: string; title: string; submit: string; carried: Carried };

const frame = ({ id, title, submit, carried }: Frame, blocks: ModalView['blocks']): ModalView => ({
  type: 'modal',
  callback_id: id,
  title: plain(title, limits.modalTitle),
  submit: plain(submit, limits.modalTitle),
  close: plain(words.close, limits.modalTitle),
  private_metadata: JSON.stringify(carried),
  blocks,
});

const chooseFile = input(
  'file',
  words.file.label,
  { type: 'file_input', filetypes: ['csv', 'txt'], max_files: 1 },
  { hint: words.file.hint },
);

const Upload = z.object({ fileId: z.string() });

// A modal carries 3,000 characters, and a message has ten files at the most.
const LONGEST_NAME = 80;

const files = (offered: Offered[]) =>
  offered.map(({ upload, fileName, sourceKey }) => ({
    ...Upload.parse(upload),
    fileName: cut(fileName, LONGEST_NAME),
    sourceKey,
  }));

export const forms: Forms = {
  'import-form': ({ offered }, carried) =>
    frame({ id: 'import', ...words.import, carried: { ...carried, ...(offered && { files: files(offered) }) } }, [
      offered ? text(words.file.offered(offered.map(({ fileName }) => bold(fileName)))) : chooseFile,
      tick('add_numbers', words.numbers, words.addNumbers, true),
      tick('login_mail', words.login, words.loginMail, false),
    ]),

  'invite-form': ({ list }, carried) => {
    const whatsapp = { text: plain(words.whatsapp, limits.option), value: 'whatsapp' };
    const lists = {
      type: 'external_select' as const,
      min_query_length: 0,
      placeholder: plain(words.list.hint, limits.placeholder),
      ...(list && { initial_option: option(list) }),
    };
    const units = {
      type: 'multi_external_select' as const,
      min_query_length: 0,
      placeholder: plain(words.units.hint, limits.placeholder),
    };
    return frame({ id: 'invite', ...words.invite, carried }, [
      text(words.invite.about),
      input('source', words.list.label, lists, { optional: true }),
      input('units', words.units.label, units, { optional: true }),
      tick('sub_units', words.subUnits, words.below, true),
      input('channel', words.channel, { type: 'static_select', options: [whatsapp], initial_option: whatsapp }),
    ]);
  },

  'setup-form': (reply, carried) =>
    frame(
      {
        id: 'setup',
        title: setupWords.title,
        submit: submitLabel(reply.step),
        carried: { ...carried, step: reply.step },
      },
      setupBlocks(reply),
    ),

  'reject-form': ({ runId, version }, carried) =>
    frame({ id: 'reject', ...words.reject, carried: { ...carried, id: runId, version } }, [
      input(
        'reason',
        words.why.label,
        { type: 'plain_text_input', multiline: true, max_length: 300 },
        { hint: words.why.hint },
      ),
    ]),

  'later-form': ({ runId, version, initial }, carried) =>
    frame({ id: 'later', ...words.later, carried: { ...carried, id: runId, version } }, [
      input(
        'at',
        words.at.label,
        { type: 'datetimepicker', initial_date_time: Math.floor(initial.getTime() / 1000) },
        { hint: words.at.hint },
      ),
    ]),

  'erase-form': ({ asked, erasure }, carried) => {
    const points = (title: string, lines: string[]) =>
      text([bold(title), ...lines.map((line) => `• ${line}`)].join('\n'));
    return frame({ id: 'erase', ...erasureWords.form, carried: { ...carried, asked } }, [
      text(`:warning: ${bold(asked)}. ${erasureWords.what}`),
      points(erasureWords.goesTitle, erasureWords.goes(erasure)),
      points(erasureWords.staysTitle, erasureWords.stays),
    ]);
  },
};

export function isForm(reply: Reply): reply is ReplyOf<Form> {
  return reply.kind in forms;
}

export function form(reply: ReplyOf<Form>, carried: Carried): ModalView {
  const view = forms[reply.kind] as (reply: ReplyOf<Form>, carried: Carried) => ModalView;
  return view(reply, carried);
}
