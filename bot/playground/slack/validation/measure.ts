import { type Finding, finding } from './finding.ts';
import { everywhere, type Limit, limits } from './limits.ts';

/** Measures everything inside a payload against the table of limits. */
export function measure(value: unknown, at = '', standsAs?: string): Finding[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => measure(item, `${at}/${index}`, standsAs));
  if (!isRecord(value)) return [];

  const type = standsAs ?? value['type'];
  const own = typeof type === 'string' ? (limits[type] ?? {}) : {};
  const inside = Object.entries(value).flatMap(([key, part]) => measure(part, `${at}/${key}`, roles[key]));
  return dedupe([...check(value, at, own), ...check(value, at, everywhere), ...inside]);
}

/** Objects that carry no `type` are known by the field that holds them. */
const roles: Record<string, string> = {
  options: 'option',
  initial_option: 'option',
  initial_options: 'option',
  option_groups: 'option_group',
  confirm: 'confirm',
};

function check(value: Record<string, unknown>, at: string, rules: Record<string, Limit>): Finding[] {
  return Object.entries(rules).flatMap(([path, limit]) =>
    partsAt(value, path.split('.'), at).flatMap((part) =>
      words(part.value, limit).map((said) => finding(part.at, said)),
    ),
  );
}

type Part = { value: unknown; at: string };

function partsAt(value: unknown, [key, ...rest]: string[], at: string): Part[] {
  if (key === undefined) return value === undefined ? [] : [{ value, at }];
  if (key === '*')
    return Array.isArray(value) ? value.flatMap((one, index) => partsAt(one, rest, `${at}/${index}`)) : [];
  return isRecord(value) ? partsAt(value[key], rest, `${at}/${key}`) : [];
}

function words(value: unknown, limit: Limit): string[] {
  if ('chars' in limit) return typeof value === 'string' ? wrongLength(value.length, limit.chars) : [];
  if ('items' in limit) return Array.isArray(value) ? wrongCount(value.length, limit.items) : [];
  return typeof value === 'number' ? wrongValue(value, limit.value) : [];
}

function wrongLength(length: number, [least, most]: [number, number]): string[] {
  if (length < least) return [`must be more than ${least - 1} characters`];
  return length > most ? [`must be less than ${most + 1} characters`] : [];
}

function wrongCount(count: number, [least, most]: [number, number]): string[] {
  if (count < least) return [`no fewer than ${least} items allowed`];
  return count > most ? [`no more than ${most} items allowed`] : [];
}

function wrongValue(value: number, [least, most]: [number, number]): string[] {
  if (value < least) return [`must be ${least} or more`];
  return value > most ? [`must be ${most} or less`] : [];
}

/** A text inside a button is measured as text and as the button's text; the first finding says it. */
function dedupe(findings: Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ at }) => !seen.has(at) && seen.add(at));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
