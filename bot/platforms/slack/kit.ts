import type {
  ActionsBlock,
  Button,
  ConfirmationDialog,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  PlainTextOption,
  RichTextBlock,
  SectionBlock,
  StaticSelect,
  TableBlock,
} from '@slack/types';
import type { Actor } from '#core/operator.ts';
import type { CardButton } from '../../card-buttons.ts';
import type { Suggestion } from '../../reply.ts';
import { andInUtc, type Confirm, count } from '../../wording.ts';
import { cut, limits } from './limits.ts';
import { escaped, needsRichText, richText } from './rich-text.ts';

export { escaped };

/** An address of which we show a part. The dots are ours: a list may not be forged with them. */
export const masked = (address: string) => address.split('•').map(escaped).join('•');

export const bold = (text: string) => `*${escaped(text)}*`;

export const plain = (text: string, limit: number) => ({
  type: 'plain_text' as const,
  text: cut(text, limit),
  emoji: false,
});

/** Something to choose. Where its name is too long, the rest still tells it apart from others. */
export function option({ name, rest, value }: Suggestion): PlainTextOption {
  return { text: plain(cut(name, Math.max(1, limits.option - rest.length)) + rest, limits.option), value };
}

export const heading = (text: string): HeaderBlock => ({ type: 'header', text: plain(text, limits.header) });

/** `mrkdwn` is ours; whatever stands in it from outside is escaped already. */
export function text(mrkdwn: string): SectionBlock | RichTextBlock {
  const words = cut(mrkdwn, limits.section);
  if (needsRichText(words)) return richText(words);
  return { type: 'section', text: { type: 'mrkdwn', text: words, verbatim: true } };
}

export function note(mrkdwn: string): ContextBlock | RichTextBlock {
  const words = cut(mrkdwn, limits.context);
  if (needsRichText(words)) return richText(words);
  return { type: 'context', elements: [{ type: 'mrkdwn', text: words, verbatim: true }] };
}

/** Labels before their numbers, two in a row. */
export const facts = (pairs: Record<string, number>): SectionBlock => ({
  type: 'section',
  fields: Object.entries(pairs).map(([label, value]) => ({
    type: 'mrkdwn',
    text: cut(`*${label}* ${count(value)}`, limits.field),
    verbatim: true,
  })),
});

/** The value is an id and the state of the card: whatever else matters is read again when it is pressed. */
export function button({ verb, label, id, version, style, confirm }: CardButton): Button {
  return { ...start(verb, label), value: `${id}:${version}`, ...(style && { style }), ...(confirm && asking(confirm)) };
}

/** A button that carries nothing but its verb. */
export const start = (verb: string, label: string): Button => ({
  type: 'button',
  action_id: verb,
  text: plain(label, limits.button),
});

/** To another page of the same details. */
export const turn = (label: string, id: string, page: number, filter?: string): Button => ({
  ...start('details', label),
  value: turned(id, page, filter),
});

const turned = (id: string, page: number, filter?: string) => `${id}:1:${page}${filter ? `:${filter}` : ''}`;

/** What of the details is shown: one of these, each with how many there are. */
export function filterMenu(id: string, choices: { label: string; filter?: string }[], chosen?: string): StaticSelect {
  const options = choices.map(({ label, filter }) => ({
    text: plain(label, limits.option),
    value: turned(id, 1, filter),
  }));
  const initial = options[choices.findIndex(({ filter }) => filter === chosen)];
  return { type: 'static_select', action_id: 'details', options, ...(initial && { initial_option: initial }) };
}

const asking = ({ title, text, yes, no }: Confirm): { confirm: ConfirmationDialog } => ({
  confirm: {
    title: plain(title, limits.confirmTitle),
    text: plain(text, limits.confirmText),
    confirm: plain(yes, limits.confirmChoice),
    deny: plain(no, limits.confirmChoice),
  },
});

/** A paragraph where there is one to say. */
export const textIf = (mrkdwn: string | undefined): KnownBlock[] => (mrkdwn === undefined ? [] : [text(mrkdwn)]);
export const noteIf = (mrkdwn: string | undefined): KnownBlock[] => (mrkdwn === undefined ? [] : [note(mrkdwn)]);

/** No buttons, no block: Slack refuses an empty one. */
export function actions(buttons: (Button | StaticSelect)[]): KnownBlock[] {
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

/** The same for something to come: whoever reads it with others names one time for all of them. */
export const appointment = (at: Date) => andInUtc(moment(at), at);

/** ▓▓▓░░░░░░░ */
export function bar(done: number, all: number): string {
  const filled = all === 0 ? 10 : Math.floor((done / all) * 10);
  return '▓'.repeat(filled) + '░'.repeat(10 - filled);
}

/** The channel as Slack writes it; undefined where it has no name, as a conversation of two. */
export function channelLink(where: { platform: string; conversation: string } | undefined): string | undefined {
  return where?.platform === 'slack' && /^[CG]/.test(where.conversation) ? `<#${where.conversation}>` : undefined;
}

/** A group by its name: a mention would call everybody in it. */
export const atGroup = (name: string) => escaped(`@${name}`);

/** The person's mention where Slack knows them, else their name. */
export function mention({ name, users }: Actor): string {
  const user = users.find(({ platform }) => platform === 'slack');
  return user ? `<@${user.userId}>` : escaped(name);
}
