/** Somebody on a list, with a name that is hard to write in a mail. */
export type Person = { email: string; first: string; last: string; phone: string };

const SHORT: ((n: number) => [string, string])[] = [
  (n) => ['Pat', `Person ${n}`],
  (n) => ['Jörg', `Müller-Lüdenscheidt ${n}`],
  (n) => ['Zoë 🎉', `Łódź 🚀 ${n}`],
  (n) => ['太郎', `山田 ${n}`],
  (n) => ['A "quoted"', `O'Neil & Söhne; ${n}`],
  (n) => ['.dot=C3', `?UTF-8?Q?x?= ${n}`],
  (n) => ['Олена', `Ковальчук ${n}`],
];
const LONG: ((n: string) => [string, string])[] = [
  (n) => ['x'.repeat(99), 'y'.repeat(100 - n.length) + n],
  (n) => ['Ä'.repeat(99), '語'.repeat(100 - n.length) + n],
];

/** Two in sixty-one have 200 characters. The pattern has no length in common with the sample, so all kinds get into it. */
function nameOf(n: number): [string, string] {
  const long = LONG[n % 61];
  return long?.(String(n)) ?? SHORT[n % SHORT.length]?.(n) ?? ['', ''];
}

let made = 0;

/** So many people whom nobody has met before, with numbers of their own. */
export function newPeople(count: number): Person[] {
  return Array.from({ length: count }, () => {
    const n = made++;
    const [first, last] = nameOf(n);
    return { email: `p${n}@bench.example.com`, first, last, phone: `+491512${String(n).padStart(7, '0')}` };
  });
}

/** Every hundredth row of a list is wrong. */
const WRONG = 100;

/** A list of so many rows, as somebody would upload it, and how many of them can be invited. */
export function newList(rows: number, unit = 'Bench'): { csv: Buffer; people: number } {
  const lines = newPeople(rows).map(({ email, first, last, phone }, i) =>
    [email, quoted(first), quoted(last), i % WRONG === WRONG - 1 ? '12' : phone, unit].join(','),
  );
  const csv = Buffer.from(`email,first_name,last_name,mobile_phone,org_unit\n${lines.join('\n')}\n`);
  return { csv, people: rows - Math.floor(rows / WRONG) };
}

const quoted = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
