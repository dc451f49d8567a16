// RFC 2045 6.7 allows 76 characters, of which the soft break takes one and `guarded` up to two.
const LONGEST_LINE = 72;

/** One line of text for a quoted-printable body. Encodes more than it must: to a mail server, any name is just letters. */
export function encodeValue(value: string): string {
  return softWrap(value.replace(/[^A-Za-z0-9 .,:/_-]+/g, hex));
}

/** Encoded text in lines that every server passes on unchanged, with soft breaks between. */
export function softWrap(encoded: string): string {
  if (encoded.length <= LONGEST_LINE) return guarded(encoded);

  const lines: string[] = [];
  let start = 0;
  while (encoded.length - start > LONGEST_LINE) {
    const end = beforeEscape(encoded, start + LONGEST_LINE);
    lines.push(encoded.slice(start, end));
    start = end;
  }
  lines.push(encoded.slice(start));
  return lines.map(guarded).join('=\r\n');
}

/** A cut must not go through `=C3`. */
function beforeEscape(encoded: string, end: number): number {
  if (encoded[end - 1] === '=') return end - 1;
  return encoded[end - 2] === '=' ? end - 2 : end;
}

/** A leading dot is SMTP's, `--` begins a MIME boundary, and old servers turn `From ` into `>From `. */
function guarded(line: string): string {
  return /^(\.|--|From )/.test(line) ? hex(line.charAt(0)) + line.slice(1) : line;
}

const HEX = Array.from({ length: 256 }, (_, byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`);

function hex(text: string): string {
  let encoded = '';
  for (const byte of Buffer.from(text)) encoded += HEX[byte];
  return encoded;
}
