import type { KnownBlock } from '@slack/types';
import type { ReplyOf } from '../../../reply.ts';
import { linkStates, sentence } from '../../../wording.ts';
import { escaped, note, text } from '../kit.ts';

/** The corporate numbers, whose they are, and how far each is linked, in words. */
export function numbers(reply: ReplyOf<'numbers'>): KnownBlock[] {
  const { numbers: listed, total } = reply.numbers;
  const lines = listed.map(({ phone, member, links }) => {
    const whose = member ? `${escaped(member.name)} (${escaped(member.username ?? member.email)})` : 'nobody’s';
    return `${escaped(phone)} · ${whose} · ${links.map(({ state }) => linkStates[state]).join(', ') || 'Not invited'}`;
  });
  const more = total - listed.length;
  return [
    text(escaped(sentence(reply))),
    ...(lines.length > 0 ? [text(lines.join('\n'))] : []),
    ...(more > 0 ? [note(`And ${more} more: name a person or a part of a number.`)] : []),
  ];
}
