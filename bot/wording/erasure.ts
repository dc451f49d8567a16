import type { Erasure } from '#core/directory/erase-person.ts';
import { plural } from './numbers.ts';

/** Stands in details, logs and files where a person's data was. */
export const ERASED = 'erased';

/** What is said before and after one person is erased. */
export const erasureWords = {
  form: { title: 'Erase a person', submit: 'Erase for good' },
  what: 'This cannot be undone, and there is no copy to bring it back from.',

  goes({ rows, invitations, links, numbers, isMember }: Erasure): string[] {
    return [
      ...(isMember ? ['Their entry in the directory: name, addresses, numbers, unit and whatever else is known'] : []),
      `Their data in ${plural(rows, 'row of imported lists', 'rows of imported lists')} and ${plural(invitations, 'row of runs', 'rows of runs')}, with what mail servers said`,
      `Private links: none of theirs works any more${links > 0 ? `, and ${plural(links, 'link ends', 'links end')}` : ''}`,
      ...(numbers > 0
        ? [
            `${plural(numbers, 'corporate number is', 'corporate numbers are')} taken back and not kept: import a number again to give it to somebody else`,
          ]
        : []),
    ];
  },
  stays: [
    'All counts and summaries, and that there was a row: it says “erased”',
    'The audit trail, which holds no personal data, and the entry that you have erased somebody',
    'What has been sent or downloaded already: mails, files, and what stands in the chat',
    'If they use Muster themselves: their account as a colleague',
  ],
  goesTitle: 'What goes',
  staysTitle: 'What stays',

  done({ rows, invitations, links, numbers }: Erasure): string {
    const told = [
      plural(rows, 'row of a list', 'rows of lists'),
      plural(invitations, 'row of a run', 'rows of runs'),
      plural(links, 'link', 'links'),
      plural(numbers, 'number', 'numbers'),
    ];
    return `That person is erased: ${told.join(', ')}. All counts stay as they were.`;
  },
};
