import PostalMime, { type Address, type Email } from 'postal-mime';
import type { Mail } from '../page/needs.ts';
import { arrivalOf } from './keep.ts';

/** Never fails: a letter that cannot be read as MIME is shown as it came. */
export async function readMail(id: string, raw: Buffer): Promise<Mail> {
  const letter = await PostalMime.parse(raw).catch(
    (): Email => ({ headers: [], headerLines: [], attachments: [], text: raw.toString('latin1') }),
  );
  return {
    id,
    to: letter.deliveredTo ?? '',
    from: inWords(letter.from),
    subject: letter.subject ?? '',
    date: writtenOn(letter.date) ?? arrivalOf(id).toISOString(),
    ...(letter.html !== undefined && { html: letter.html }),
    text: letter.text ?? '',
  };
}

function writtenOn(date: string | undefined): string | undefined {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function inWords(address: Address | undefined): string {
  if (!address?.address) return '';
  return address.name ? `${address.name} <${address.address}>` : address.address;
}
