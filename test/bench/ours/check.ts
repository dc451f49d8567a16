import { createHash } from 'node:crypto';
import PostalMime from 'postal-mime';
import type { Recorded } from '../sink/recording.ts';
import type { Company } from './company.ts';

type Row = { email: string; name: string; messageId: string; hash: string };

/**
 * Whether everybody who was invited got exactly one letter, and whether the sampled ones say what the database says:
 * address, name, message id and the token of the private link, in both parts. Throws at the first that does not.
 */
export async function checkLetters({ db, companyId }: Company, runIds: string[], recorded: Recorded): Promise<number> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT i.email, i.name, i.message_id AS "messageId", encode(token.hash, 'hex') AS hash
      FROM invitation i JOIN link_token token ON token.company_id = i.company_id AND token.invitation_id = i.id
                                             AND token.version = i.token_version
     WHERE i.company_id = ${companyId}::uuid AND i.run_id = ANY(${runIds}::uuid[]) AND i.state = 'sent'`;
  const known = new Map(rows.map((row) => [row.email, row]));
  const got = new Set(recorded.rcpts);
  const { length } = recorded.rcpts;
  if (got.size !== length) throw new Error(`${length - got.size} letters came twice`);
  if (known.size !== length) throw new Error(`${length} letters came, and the database knows of ${known.size}`);
  for (const email of known.keys()) if (!got.has(email)) throw new Error(`No letter came for ${email}`);

  for (const { rcpt, raw } of recorded.sample) await checkLetter(raw, known.get(rcpt));
  return recorded.sample.length;
}

async function checkLetter(raw: string, row: Row | undefined): Promise<void> {
  if (!row) throw new Error('A letter went to somebody unknown');
  const { email, name } = row;
  const letter = await PostalMime.parse(Buffer.from(raw, 'latin1'));
  const { to = [], messageId, text = '', html = '' } = letter;

  const wrong = [
    to.length === 1 && to[0]?.address === email && to[0].name === name ? '' : 'To',
    messageId === row.messageId ? '' : 'Message-ID',
    text.includes(`Hello ${name},`) ? '' : 'name in the text',
    html.includes(`Hello ${escaped(name)},`) ? '' : 'name in the HTML',
    tokensIn(text).every((token) => hashOf(token) === row.hash) && tokensIn(text).length === 1
      ? ''
      : 'link in the text',
    tokensIn(html).every((token) => hashOf(token) === row.hash) && tokensIn(html).length > 1 ? '' : 'link in the HTML',
    // RFC 5322 2.1. What is not ASCII takes more bytes than letters.
    Buffer.byteLength(raw) === raw.length && raw.split('\r\n').every((line) => line.length <= 78)
      ? ''
      : 'ASCII in short lines',
  ].filter(Boolean);
  if (wrong.length > 0) throw new Error(`The letter to ${email} (${name}) is wrong: ${wrong.join(', ')}`);
}

const tokensIn = (text: string) => [...text.matchAll(/\/link\/([A-Za-z0-9_-]{43})/g)].map(([, token = '']) => token);
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (name: string) => name.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
