import type { Inline } from './tree.ts';

const SAFE_URL = /^(https?:\/\/|mailto:|tel:)/i;

export function isSafeUrl(url: string): boolean {
  return SAFE_URL.test(url);
}

/** What stands between `<` and `>` in Slack's texts. Undefined when it is none of the known forms. */
export function readAngle(inside: string): Inline | undefined {
  const [head = '', ...rest] = inside.split('|');
  const label = rest.length > 0 ? unescapeEntities(rest.join('|')) : undefined;

  if (/^@[UWB][A-Z0-9]+$/.test(head)) return { kind: 'person', id: head.slice(1) };
  if (/^#C[A-Z0-9]+$/.test(head)) return { kind: 'channel', id: head.slice(1), ...(label && { name: label }) };
  if (/^!subteam\^/.test(head)) return { kind: 'group', name: label ?? '@group' };
  if (/^!(here|channel|everyone)$/.test(head)) return { kind: 'group', name: `@${head.slice(1)}` };
  if (head.startsWith('!date^')) return readDate(head, label ?? '');
  if (!isSafeUrl(head)) return undefined;

  const url = unescapeEntities(head);
  return { kind: 'link', url, inside: [{ kind: 'text', text: label ?? url.replace(/^mailto:/i, '') }] };
}

/** `!date^1700000000^{date_short_pretty} at {time}^https://…` */
function readDate(head: string, fallback: string): Inline | undefined {
  const [, stamp = '', format = '', url] = head.split('^');
  if (!/^\d+$/.test(stamp)) return undefined;
  return {
    kind: 'date',
    seconds: Number(stamp),
    format: unescapeEntities(format),
    fallback,
    ...(url && isSafeUrl(url) && { url: unescapeEntities(url) }),
  };
}

/** Slack escapes exactly these three. */
export function unescapeEntities(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
