import type { ReplyOf } from '../reply.ts';
import { linkStates, listWords } from '../wording.ts';
import type { Block } from './block.ts';
import { theirs } from './ink.ts';
import { lines, note } from './kit.ts';
import { said } from './said.ts';

/** The corporate numbers, whose they are, and how far each is linked, in words. */
export function numbers(reply: ReplyOf<'numbers'>): Block[] {
  const { numbers: listed, total } = reply.numbers;
  const shown = listed.map(({ phone, member, links }) => {
    const whose = member ? theirs(`${member.name} (${member.username ?? member.email})`) : listWords.nobodys;
    return [theirs(phone), whose, links.map(({ state }) => linkStates[state]).join(', ') || listWords.notInvited];
  });
  const more = total - listed.length;
  return [
    ...said(reply),
    lines(shown.map((parts) => parts.join(' · '))),
    ...(more > 0 ? [note(listWords.moreNumbers(more))] : []),
  ];
}
