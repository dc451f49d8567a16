type Styles = Record<string, (at: Date, now: Date) => string>;

const part = (options: Intl.DateTimeFormatOptions) => (at: Date) => at.toLocaleString('en-GB', options);
const LONG = part({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const ORDINARY = part({ day: 'numeric', month: 'long', year: 'numeric' });
const SHORT = part({ day: 'numeric', month: 'short', year: 'numeric' });

/** Slack's tokens (docs.slack.dev, formatting message text, "date formatting"). */
const STYLES: Styles = {
  date_num: (at) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
  date: ORDINARY,
  date_short: SHORT,
  date_long: LONG,
  date_pretty: pretty(ORDINARY),
  date_short_pretty: pretty(SHORT),
  date_long_pretty: pretty(LONG),
  day_divider_pretty: pretty(LONG),
  time: clock,
  time_secs: (at) => `${clock(at)}:${two(at.getSeconds())}`,
  ago: (at, now) => ago((now.getTime() - at.getTime()) / 1000),
};

/** A token that Slack does not know makes it show the fallback, so undefined here. */
export function formatDate(seconds: number, format: string, now = new Date()): string | undefined {
  const at = new Date(seconds * 1000);
  const tokens = [...format.matchAll(/\{(\w+)\}/g)].map(([, token = '']) => token);
  if (tokens.some((token) => !STYLES[token])) return undefined;
  return format.replace(/\{(\w+)\}/g, (written, token: string) => STYLES[token]?.(at, now) ?? written);
}

export function clock(at: Date): string {
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Day and time in full, for mails and tooltips. */
export function fullTime(at: Date): string {
  return at.toLocaleString('en-GB', { dateStyle: 'full', timeStyle: 'short' });
}

/** "Today", "Yesterday", or the day. */
export function dayName(at: Date, now = new Date()): string {
  return pretty(LONG)(at, now);
}

function pretty(otherwise: (at: Date) => string) {
  return (at: Date, now: Date) => {
    const days = Math.round((midnight(now) - midnight(at)) / 86_400_000);
    return { '-1': 'Tomorrow', '0': 'Today', '1': 'Yesterday' }[String(days)] ?? otherwise(at);
  };
}

function midnight(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

function ago(seconds: number): string {
  const [amount, unit] =
    Math.abs(seconds) < 3600 ? [seconds / 60, 'minute' as const] : [seconds / 3600, 'hour' as const];
  return new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' }).format(-Math.round(amount), unit);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
