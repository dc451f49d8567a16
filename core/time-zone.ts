const MINUTE_MS = 60_000;

/** The moment at which a clock in this zone shows what one in UTC would show at `wall`. */
export function inZone(wall: number, timeZone: string): Date {
  const guess = wall - offsetMinutes(new Date(wall), timeZone) * MINUTE_MS;
  return new Date(wall - offsetMinutes(new Date(guess), timeZone) * MINUTE_MS);
}

/** How far a zone is ahead of UTC at a moment. A zone that nobody knows is UTC. */
export function offsetMinutes(at: Date, timeZone: string): number {
  const name = offsetName(at, timeZone);
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  const ahead = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -ahead : ahead;
}

function offsetName(at: Date, timeZone: string): string {
  try {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  } catch {
    return '';
  }
}
