import type { KnownBlock } from '@slack/types';
import type { ReplyOf } from '../../../reply.ts';
import { linkStates, personWords, rehearsalWords } from '../../../wording.ts';
import { appointment, bold, escaped, moment, note, text } from '../kit.ts';
import { lines } from '../lists.ts';
import { said } from './said.ts';

type Person = ReplyOf<'person'>['person'];

/** One person: who they are, how far they are linked, and what was sent to them. */
export function person(reply: ReplyOf<'person'>): KnownBlock[] {
  const { person } = reply;
  return [...said(reply), ...lines(facts(person)), text(links(person)), ...invitations(person)];
}

const fact = (label: string, words: string) => `${bold(label)} ${words}`;

function facts({ email, phone, unit, role, numbers, archivedAt }: Person): string[] {
  return [
    fact(personWords.email, escaped(email)),
    fact(personWords.phone, escaped(phone ?? personWords.none)),
    fact(personWords.numbers, numbers.map(escaped).join(', ') || personWords.none),
    ...(unit ? [fact(personWords.unit, escaped(unit))] : []),
    fact(personWords.role, escaped(role)),
    ...(archivedAt ? [fact(personWords.archived, moment(archivedAt))] : []),
  ];
}

function links({ links }: Person): string {
  const states = links.map(({ channel, state, linkedAt }) => {
    const since = linkedAt ? `, ${moment(new Date(linkedAt))}` : '';
    return `${channel}: ${linkStates[state]}${since}`;
  });
  return fact(personWords.channels, states.join(', ') || personWords.notInvited);
}

function invitations({ invitations }: Person): KnownBlock[] {
  if (invitations.length === 0) return [];
  const shown = invitations.map(
    ({ title, state, reason, isRehearsal, sendAt, at }) =>
      `• ${moment(new Date(at))} · ${rehearsalWords.said(personWords.outcome(state, reason, sendAt && appointment(new Date(sendAt))), isRehearsal)} · ${escaped(title)}`,
  );
  return [...lines([bold(personWords.lastInvitations), ...shown]), note(personWords.onlyYou)];
}
