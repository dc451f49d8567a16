import { buttons } from './buttons.ts';
import { count } from './numbers.ts';
import { unfitTimes } from './send-time.ts';

/** What forms say. */
export const formWords = {
  close: buttons.close,
  product: 'Muster',
  required: (label: string) => `${label} is missing.`,
  channelByCommand: (label: string, key: string) => `${label}: type “@Muster settings ${key} here” in that channel.`,
  loading: 'One moment…',
  import: { title: 'Import a list', submit: 'Check it' },
  file: {
    label: 'CSV file',
    hint: 'A header and a row per person; email and mobile_phone are enough. Type “template” for an example.',
    missing: 'Choose a CSV file.',
    page: 'Give me the list on a page of its own',
    inChat:
      'Attach the CSV file to a message to me in our own chat. I check it at once, and nothing is written before you say so.',
    /** Of the message that it is asked about. */
    offered: (names: string[]) => `${names.join(', ')}. Nothing is written yet: you see first what is in it.`,
  },
  numbers: 'Phone numbers',
  addNumbers: { label: 'Add to corporate numbers', about: 'Without it, invitations to new numbers fail' },
  login: 'Login mail',
  loginMail: { label: 'Send new people the login mail', about: 'A mail of its own, not the invitation' },

  invite: {
    title: 'Invite people',
    submit: 'Prepare',
    about: 'Nothing is sent yet: you see first who will be invited, who is skipped and who will fail.',
  },
  list: {
    label: 'An imported list or a user group',
    hint: 'Choose a list, or type @ for groups',
    missing: 'Choose a list or a group here, or org units below.',
    both: 'Choose either a list, a group or org units, not two of them.',
  },
  units: { label: 'Or org units', hint: 'Choose org units' },
  moreThan: (shown: number) => `The first ${count(shown)}. Type more letters to find others.`,
  subUnits: 'Sub-units',
  below: {
    label: 'And the units below them',
    about: 'Everybody is invited once, however many units they are in',
  },
  channel: 'Channel',
  whatsapp: 'WhatsApp',

  reject: { title: 'Reject this run', submit: 'Reject' },
  later: { title: 'Send later', submit: 'Send later' },
  at: {
    time: 'Time of day',
    label: 'When?',
    hint: 'In your own time zone. You can send it at once, or cancel it, until then.',
    missing: 'Choose a day and a time.',
    unfit: unfitTimes,
  },
  why: { label: 'Why?', hint: 'Whoever asked for the run sees this.', missing: 'Say why, in a few words.' },
};
