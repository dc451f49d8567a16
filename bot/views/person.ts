import type { ReplyOf } from '../reply.ts';
import { linkStates, personWords, rehearsalWords } from '../wording.ts';
import type { Block } from './block.ts';
import { appointment, bold, moment, theirs } from './ink.ts';
import { lines, note, text } from './kit.ts';
import { said } from './said.ts';

type Person = ReplyOf<'person'>['person'];

/** One person: who they are, how far they are linked, and what was sent to them. */
export function person(reply: ReplyOf<'person'>): Block[] {
  const { person } = reply;
  return [...said(reply), lines(facts(person)), text(links(person)), ...invitations(person)];
}

const fact = (label: string, words: string) => `${bold(label)} ${words}`;

function facts({ email, phone, unit, role, numbers, archivedAt }: Person): string[] {
  return [
    fact(personWords.email, theirs(email)),
    fact(personWords.phone, theirs(phone ?? personWords.none)),
    fact(personWords.numbers, numbers.map(theirs).join(', ') || personWords.none),
    ...(unit ? [fact(personWords.unit, theirs(unit))] : []),
    fact(personWords.role, theirs(role)),
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

function invitations({ invitations }: Person): Block[] {
  if (invitations.length === 0) return [];
  const shown = invitations.map(
    ({ title, state, reason, isRehearsal, sendAt, at }) =>
      `• ${moment(new Date(at))} · ${rehearsalWords.said(personWords.outcome(state, reason, sendAt && appointment(new Date(sendAt))), isRehearsal)} · ${theirs(title)}`,
  );
  return [lines([bold(personWords.lastInvitations), ...shown]), note(personWords.onlyYou)];
}
