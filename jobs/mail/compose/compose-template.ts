import MailComposer from 'nodemailer/lib/mail-composer';
import { personHeaders, plain } from './headers.ts';
import { escapeHtml } from './html.ts';
import { cutAtSlots, type Fields, type Letter, type Slot } from './letter.ts';
import { encodeValue, softWrap } from './quoted-printable.ts';

/** Composes a letter once; what comes back makes one person's copy in microseconds: pure ASCII, CRLF, ready for SMTP. */
export async function composeTemplate(letter: Letter): Promise<(person: Fields) => string> {
  const pieces = cutLetter(await composeOnce(letter));
  const slots = [...new Set(pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.slot])))];

  return (person) => {
    const values = encodeValues(slots, letter.values(person));
    let copy = personHeaders(person);
    for (const piece of pieces) copy += typeof piece === 'string' ? piece : values[piece.slot]?.[piece.part];
    return copy;
  };
}

/** The letter as MIME with the slots still in it, without the headers that differ from person to person. */
async function composeOnce({ from, subject, text, html, language }: Letter): Promise<string> {
  const composer = new MailComposer({
    from: { name: plain(from.name ?? ''), address: from.address },
    subject: plain(subject),
    text,
    html,
    encoding: 'quoted-printable',
    newline: 'win',
    headers: {
      // RFC 3834 5, and Exchange's own: no absence note answers an invitation.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': language,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const mime = (await composer.compile().build()).toString('latin1');
  return mime.replace(/^(Date|Message-ID): .*\r\n/gim, '');
}

type Place = { slot: Slot; part: 'text' | 'html' };
type Piece = string | Place;

/** Header, boundaries and part headers stay as they are; the two contents are cut at their slots. */
function cutLetter(mime: string): Piece[] {
  const boundary = /boundary="([^"]+)"/.exec(mime)?.[1];
  if (!boundary) throw new Error('A letter has a text and an HTML part');

  const [header = '', ...sections] = mime.split(`--${boundary}`);
  return [header, ...sections.flatMap((section) => [`--${boundary}`, ...cutPart(section)])];
}

function cutPart(section: string): Piece[] {
  const start = section.indexOf('\r\n\r\n') + 4;
  const header = section.slice(0, start);
  // The end of the last part, `--`, has neither header nor content.
  if (start < 4) return [section];

  const part: Place['part'] = /^content-type: text\/html/im.test(header) ? 'html' : 'text';
  const content = section.slice(start).replaceAll('=\r\n', '');
  const pieces = cutAtSlots(content).map((piece) =>
    typeof piece === 'string' ? piece.split('\r\n').map(softWrap).join('\r\n') : { ...piece, part },
  );
  return [header, ...pieces];
}

type Encoded = Partial<Record<Slot, Record<Place['part'], string>>>;

function encodeValues(slots: Slot[], values: Partial<Record<Slot, string>>): Encoded {
  const encoded: Encoded = {};
  for (const slot of slots) {
    const value = values[slot];
    if (value === undefined) throw new Error(`The letter has no ${slot} for this person`);
    const shown = plain(value);
    const escaped = escapeHtml(shown);
    const text = inPlace(shown);
    encoded[slot] = { text, html: escaped === shown ? text : inPlace(escaped) };
  }
  return encoded;
}

/** Between two soft breaks a value is as long as it likes and touches neither neighbour. */
const inPlace = (value: string) => `=\r\n${encodeValue(value)}=\r\n`;
