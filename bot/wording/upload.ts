import { formWords } from './forms.ts';

const megabytes = (bytes: number) => (bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 });

/** What the page says on which a list is given. */
export const uploadWords = {
  title: 'Import a list',
  /** Of the chat that people came from. */
  about:
    'What you give here is checked first, and a card in the conversation you came from says what is in it. Nothing is written before somebody says so there.',
  file: {
    label: formWords.file.label,
    hint: (limit: number) => `${formWords.file.hint} At most ${megabytes(limit)} MB.`,
  },
  paste: {
    label: 'Or paste a short list',
    hint: 'A header and a line for each person, as it would stand in a file.',
    name: 'pasted.csv',
  },
  addNumbers: `${formWords.addNumbers.label}. ${formWords.addNumbers.about}.`,
  loginMail: `${formWords.loginMail.label}. ${formWords.loginMail.about}.`,
  submit: formWords.import.submit,
  sending: 'Sending your list…',
  doneTitle: 'Your list is here',
  done: 'It is being checked. The card in the conversation you came from says what is in it; you can close this page.',
  refusedTitle: 'Your list was not taken',
  closedTitle: 'This page is no longer open',
  missing: 'Choose a CSV file, or paste a list.',
  both: 'Give either a file or a pasted list, not both of them.',
  tooLarge: (limit: number) =>
    `The list is larger than ${megabytes(limit)} MB. Split it, or ask an owner for a higher “import.max-bytes”.`,
  busy: 'This page was opened very often just now. Wait a minute, then load it again.',
  trouble: 'Something went wrong on our side, and your list was not taken. Please try once more.',
};
