import type {
  ActionsBlock,
  Button,
  ConfirmationDialog,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  SectionBlock,
  TableBlock,
} from '@slack/types';
import type { Actor } from '#core/operator.ts';
import { count } from '../../wording.ts';
import { cut, limits } from './limits.ts';

/** Text from outside as mrkdwn that means nothing but itself. Slack asks for these three: docs.slack.dev, "Escaping text". */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export const plain = (text: string, limit: number) => ({
  type: 'plain_text' as const,
  text: cut(text, limit),
  emoji: false,
});

export const heading = (text: string): HeaderBlock => ({ type: 'header', text: plain(text, limits.header) });

/** `mrkdwn` is ours; whatever stands in it from outside is escaped already. */
export const text = (mrkdwn: string): SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: cut(mrkdwn, limits.section), verbatim: true },
});

export const note = (mrkdwn: string): ContextBlock => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text: cut(mrkdwn, limits.context), verbatim: true }],
});

/** Labels before their numbers or words, two in a row. */
export const facts = (pairs: Record<string, number | string>): SectionBlock => ({
  type: 'section',
  fields: Object.entries(pairs).map(([label, value]) => ({
    type: 'mrkdwn',
    text: cut(`*${label}* ${typeof value === 'number' ? count(value) : value}`, limits.field),
    verbatim: true,
  })),
});

type Pressed = { id: string; version: number; page?: number };
type Look = { style?: 'primary' | 'danger'; confirm?: { title: string; text: string; yes: string } };

/** The value is an id and the state of the card: whatever else matters is read again when it is pressed. */
export function button(
  verb: string,
  label: string,
  { id, version, page }: Pressed,
  { style, confirm }: Look = {},
): Button {
  return {
    type: 'button',
    action_id: verb,
    text: plain(label, limits.button),
    value: [id, version, page].filter((part) => part !== undefined).join(':'),
    ...(style && { style }),
    ...(confirm && { confirm: dialog(confirm) }),
  };
}

const dialog = ({ title, text, yes }: NonNullable<Look['confirm']>): ConfirmationDialog => ({
  title: plain(title, 100),
  text: plain(text, 300),
  confirm: plain(yes, 30),
  deny: plain('Not yet', 30),
});

/** No buttons, no block: Slack refuses an empty one. */
export function actions(buttons: Button[]): KnownBlock[] {
  const block: ActionsBlock = { type: 'actions', elements: buttons };
  return buttons.length > 0 ? [block] : [];
}

export function table(header: string[], lines: string[][]): TableBlock {
  const cell = (text: string) => ({ type: 'raw_text' as const, text: cut(text, limits.cell) || '–' });
  return {
    type: 'table',
    rows: [header, ...lines].map((line) => line.map(cell)),
    column_settings: header.map(() => ({ is_wrapped: true })),
  };
}

/** A moment in the reader's own time zone. */
export function moment(at: Date): string {
  return `<!date^${Math.floor(at.getTime() / 1000)}^{date_short_pretty} {time}|${at.toISOString().slice(0, 16).replace('T', ' ')} UTC>`;
}

/** ▓▓▓░░░░░░░ */
export function bar(done: number, all: number): string {
  const filled = all === 0 ? 10 : Math.floor((done / all) * 10);
  return '▓'.repeat(filled) + '░'.repeat(10 - filled);
}

/** The person's mention where Slack knows them, else their name. */
export function mention({ name, users }: Actor): string {
  const user = users.find(({ platform }) => platform === 'slack');
  return user ? `<@${user.userId}>` : escaped(name);
}
