import type { InputBlock, ModalView } from '@slack/types';
import type { Reply, ReplyOf } from '../../../reply.ts';
import { plain, text } from '../kit.ts';
import { limits } from '../limits.ts';
import type { Carried } from './carried.ts';

type Form = Extract<Reply['kind'], `${string}-form`>;
type Forms = { [K in Form]: (reply: ReplyOf<K>, carried: Carried) => ModalView };

const frame = (
  callbackId: string,
  title: string,
  submit: string,
  carried: Carried,
  blocks: ModalView['blocks'],
): ModalView => ({
  type: 'modal',
  callback_id: callbackId,
  title: plain(title, limits.modalTitle),
  submit: plain(submit, limits.modalTitle),
  close: plain('Close', limits.modalTitle),
  private_metadata: JSON.stringify(carried),
  blocks,
});

const input = (
  id: string,
  label: string,
  element: InputBlock['element'],
  more: Partial<InputBlock> = {},
): InputBlock => ({
  type: 'input',
  block_id: id,
  label: plain(label, 2000),
  element,
  ...more,
});

const choice = (value: string, label: string, description: string) => ({
  text: plain(label, limits.option),
  value,
  description: plain(description, limits.option),
});

const addNumbers = choice('yes', 'Add to corporate numbers', 'Without it, invitations to new numbers fail');
const loginMail = choice('yes', 'Send new people the login mail', 'A mail of its own, not the invitation');

export const forms: Forms = {
  'import-form': (_, carried) =>
    frame('import', 'Import a list', 'Check it', carried, [
      input(
        'file',
        'CSV file',
        { type: 'file_input', action_id: 'file', filetypes: ['csv', 'txt'], max_files: 1 },
        {
          hint: plain(
            'A header and a row per person; email and mobile_phone are enough. Type “template” for an example.',
            2000,
          ),
        },
      ),
      input(
        'add_numbers',
        'Phone numbers',
        { type: 'checkboxes', action_id: 'add_numbers', options: [addNumbers], initial_options: [addNumbers] },
        { optional: true },
      ),
      input(
        'login_mail',
        'Login mail',
        { type: 'checkboxes', action_id: 'login_mail', options: [loginMail] },
        { optional: true },
      ),
    ]),

  'invite-form': ({ list }, carried) => {
    const chosen = list && { text: plain(list.label, limits.option), value: list.id };
    const whatsapp = { text: plain('WhatsApp', limits.option), value: 'whatsapp' };
    const below = choice(
      'yes',
      'And the units below them',
      'Everybody is invited once, however many units they are in',
    );
    return frame('invite', 'Invite people', 'Prepare', carried, [
      text('Nothing is sent yet: you see first who will be invited, who is skipped and who will fail.'),
      input(
        'source',
        'An imported list',
        {
          type: 'external_select',
          action_id: 'source',
          min_query_length: 0,
          placeholder: plain('Choose a list', 150),
          ...(chosen && { initial_option: chosen }),
        },
        { optional: true },
      ),
      input(
        'units',
        'Or org units',
        {
          type: 'multi_external_select',
          action_id: 'units',
          min_query_length: 0,
          placeholder: plain('Choose org units', 150),
        },
        { optional: true },
      ),
      input(
        'sub_units',
        'Sub-units',
        { type: 'checkboxes', action_id: 'sub_units', options: [below], initial_options: [below] },
        { optional: true },
      ),
      input('channel', 'Channel', {
        type: 'static_select',
        action_id: 'channel',
        options: [whatsapp],
        initial_option: whatsapp,
      }),
    ]);
  },

  'reject-form': ({ runId, version }, carried) =>
    frame('reject', 'Reject this run', 'Reject', { ...carried, id: runId, version }, [
      input(
        'reason',
        'Why?',
        { type: 'plain_text_input', action_id: 'reason', multiline: true, max_length: 300 },
        {
          hint: plain('Whoever asked for the run sees this.', 2000),
        },
      ),
    ]),
};

export function isForm(reply: Reply): reply is ReplyOf<Form> {
  return reply.kind in forms;
}

export function form(reply: ReplyOf<Form>, carried: Carried): ModalView {
  const view = forms[reply.kind] as (reply: ReplyOf<Form>, carried: Carried) => ModalView;
  return view(reply, carried);
}
