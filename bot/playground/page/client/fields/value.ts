export type Value = string | string[] | File[];

export function isEmpty(value: Value): boolean {
  return typeof value === 'string' ? value.trim() === '' : value.length === 0;
}

/** Single texts only; a field of one value takes no list. */
export function oneText(value: Value): string {
  return typeof value === 'string' ? value : '';
}

export function manyTexts(value: Value): string[] {
  return typeof value === 'string' ? [value] : value.filter((entry): entry is string => typeof entry === 'string');
}

export function filesOf(value: Value): File[] {
  return typeof value === 'string' ? [] : value.filter((entry): entry is File => entry instanceof File);
}
