/** `b•••@y.test`: enough for a colleague to recognise, too little for anybody else to write to. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '•••' : `${address.slice(0, 1)}•••${address.slice(at)}`;
}

/** The words of a mail server, which may name who a mail was for. */
export function maskEmailsIn(words: string): string {
  return words.replaceAll(/[^\s<>(),;:]+@[^\s<>(),;:]+/g, maskEmail);
}

// As somebody would write a number: its digits in groups, with or without a + before them.
const NUMBER = /\+?\p{Nd}(?:[\s().\-‐‑–/_]*\p{Nd})+/gu;
const FEWEST_DIGITS = 7;

// 2026-11-22, 20261122, 22.11.2026: what stands in names of files and is nobody's number.
const DATE =
  /(?<!\d)(?:(?:19|20)\d\d([-_. /]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])([-_. /])(?:0?[1-9]|1[0-2])\2(?:19|20)\d\d)(?!\d)/g;

/** Words that may hold addresses or phone numbers of people, each of them masked. */
export function maskPeopleIn(words: string): string {
  return maskEmailsIn(words.replaceAll('＠', '@')).replaceAll(NUMBER, (number) => {
    const digits = (number.startsWith('+') ? number : number.replaceAll(DATE, '')).match(/\p{Nd}/gu) ?? [];
    return digits.length < FEWEST_DIGITS ? number : maskPhone(number.normalize('NFKC'));
  });
}

/** `+44•••••0123`: the first two digits and the last four. A number too short for that shows its last two. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (digits.length < 9) return `•••••${digits.slice(-2)}`;
  return `+${digits.slice(0, 2)}•••••${digits.slice(-4)}`;
}
