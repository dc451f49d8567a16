import type { KnownBlock } from '@slack/types';
import { Reason } from '#core/reason.ts';
import type { ReplyOf } from '../../../reply.ts';
import { linkStates, outcomes, reasons, sentence } from '../../../wording.ts';
import { escaped, moment, note, text } from '../kit.ts';

type Person = ReplyOf<'person'>['person'];

/** One person: who they are, how far they are linked, and what was sent to them. */
export function person(reply: ReplyOf<'person'>): KnownBlock[] {
  const { person } = reply;
  return [text(escaped(sentence(reply))), text(facts(person).join('\n')), text(links(person)), ...invitations(person)];
}

function facts({ email, phone, unit, role, numbers, archivedAt }: Person): string[] {
  return [
    `*E-mail* ${escaped(email)}`,
    `*Phone* ${escaped(phone ?? 'none')}`,
    `*Corporate numbers* ${numbers.map(escaped).join(', ') || 'none'}`,
    ...(unit ? [`*Org unit* ${escaped(unit)}`] : []),
    `*Role* ${escaped(role)}`,
    ...(archivedAt ? [`*Archived* ${moment(archivedAt)}`] : []),
  ];
}

function links({ links }: Person): string {
  const states = links.map(
    ({ channel, state, linkedAt }) =>
      `${channel}: ${linkStates[state]}${linkedAt ? `, ${moment(new Date(linkedAt))}` : ''}`,
  );
  return `*Channels* ${states.join(', ') || 'not invited'}`;
}

function invitations({ invitations }: Person): KnownBlock[] {
  if (invitations.length === 0) return [];
  const lines = invitations.map(({ title, state, reason, at }) => {
    const { data: known } = Reason.safeParse(reason);
    return `• ${moment(new Date(at))} · ${outcomes[state]}${known ? `: ${reasons[known].sentence}` : ''} · ${escaped(title)}`;
  });
  return [text(`*Last invitations*\n${lines.join('\n')}`), note('Only you see this.')];
}
