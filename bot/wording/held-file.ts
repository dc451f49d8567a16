import type { HeldFile } from '#core/imports/hold-file.ts';
import type { ImportReport } from '#core/imports/import-report.ts';
import { people } from './numbers.ts';

const reach = ({ risk, members = 0 }: HeldFile): string => {
  switch (risk) {
    case 'shared':
      return 'a channel that people of another organisation read';
    case 'public':
      return 'a public channel: everybody in your workspace can open it';
    case 'wide':
      return `a channel that ${people(members)} read`;
    case 'unknown':
      return 'a conversation of which I cannot see who reads it';
  }
};

export const heldButtons = {
  move: 'Delete it here, go on in private',
  keep: 'Go on here',
  forget: 'Do nothing',
} as const;

/** What is said of a list that was given where too many read along. Names come as the platform writes them. */
export const heldWords = {
  warning: (held: HeldFile, file: string) =>
    `${file} stands in ${reach(held)}. If it is a list of people, they have not asked for that. ` +
    'I have not opened it. How shall I go on?',
  hint: 'Only you see this. Going on in private, I fetch the file, delete it here if Slack lets me, and show the list to you alone.',
  moved: 'I go on in our direct conversation. There you also read whether the file could be deleted here.',
  known: 'This list is being imported already. On its card you also read whether the file could be deleted here.',
  forgotten:
    'Nothing was imported, and I have not opened the file. It still stands there: delete it if others should not read it.',

  /** On the card of an import that went on in private. `where`: the channel as the platform links it. */
  fate({ upload }: ImportReport, where: string | undefined): string | undefined {
    if (!upload) return undefined;
    const there = where ?? 'the conversation where you gave it';
    if (upload.fate === 'going') return `I am about to delete the file in ${there}.`;
    if (upload.fate === 'gone') return `The file is deleted in ${there}.`;
    return (
      `The file still stands in ${there}. You or an administrator can delete it: ` +
      'go there, point at the file, choose “More actions” (⋮) and then “Delete file”.'
    );
  },
};
