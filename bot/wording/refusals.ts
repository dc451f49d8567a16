import { TRUST_MINUTES } from '#core/group-trust.ts';
import { Permission } from '#core/permission.ts';
import type { Refusal } from '#core/refusal.ts';
import type { ImportState, RunState } from '#core/states.ts';
import { timeExamples } from '../typed-time.ts';
import { buttons } from './buttons.ts';
import { changedPeople } from './changed-people.ts';
import { nothingSent, overLimit } from './limits.ts';
import { count, people, plural } from './numbers.ts';
import { shortId } from './run-card.ts';
import { unfitTimes } from './send-time.ts';
import { runStates as stateNames } from './states.ts';

const permissionNames = Permission.options;

type Sentences = { [C in Refusal['code']]: (refusal: Extract<Refusal, { code: C }>) => string };

const standings = {
  guest: 'Guests cannot use Muster. Ask a member of this workspace to do it.',
  outsider: 'Only people of the organisation that Muster belongs to can use it.',
  gone: 'Your account here is deactivated, so I cannot do that for you.',
};

const importStates: Record<ImportState, string> = {
  receiving: 'I am still fetching this file',
  checking: 'I am still checking this list',
  ready: 'This list is checked and waits for a decision',
  rejected: 'This file was refused: nothing can be imported from it',
  applied: 'This list has been imported already',
  discarded: 'This list has been discarded already',
  undone: 'This import has been undone already',
};

const runStates: Record<RunState, string> = {
  draft: 'This run is a draft: nothing has been sent',
  awaiting_approval: 'This run waits for an approval',
  scheduled: 'This run is confirmed already and waits for its time; “send <run> now” sends it at once',
  pending: 'This run is confirmed already and waits for its turn',
  sending: 'This run is being sent already',
  deferred: 'This run waits until its people can be mailed, for the end of quiet hours or for mail servers',
  paused: 'This run is paused',
  cancelling: 'This run is just being cancelled',
  completed: 'This run is over: every invitation has its result',
  cancelled: 'This run has been cancelled',
  aborted: 'This run was ended before its time',
  discarded: 'This run has been discarded',
  expired: 'This run was not confirmed in time; draft it again with “invite”',
  rejected: 'This run was rejected',
};

/** One sentence for each "no": what is so, and what to do next. */
export const refusals: Sentences = {
  'not-allowed': ({ needs }) =>
    `You need the permission “${needs}” for that. An owner can give it to you: “grant @you ${needs}”.`,
  'group-not-known': ({ needs, group, since }) =>
    `You hold “${needs}” as a member of @${group}, but since ${utc(since)} nobody could tell me who is in that group, and I trust that for ${TRUST_MINUTES} minutes only. Try again in a minute; meanwhile somebody who has the permission by name can do it.`,
  'not-in-this-channel': ({ channels }) => notInThisChannel(channels.map((channel) => `#${channel}`)),
  'nobody-named-here': () =>
    'In this channel I say nothing about people, not even to you alone. Ask me the same in our direct conversation.',
  'group-not-found': () =>
    'I find no such user group in use here. Mention it with @ as the chat offers it; one that is disabled counts for nothing.',
  'groups-not-told': () =>
    'I cannot learn at the moment who is in that group, so nothing was changed. Try again in a minute; if it stays so, whoever installed me has to allow me to read user groups (usergroups:read).',
  'group-too-large': ({ group, people: all, most }) =>
    `@${group} has ${people(all)}: more than the ${count(most)} of whom I can ask at once. Choose smaller groups, a list, or org units.`,
  'not-a-colleague': ({ standing }) => standings[standing],
  'file-decided': () =>
    'You have said already what is to become of this file, or it is too long ago. Give it to me again if you want something else.',
  'import-not-found': () => 'I cannot find that import. Type “imports” to see them all.',
  'import-moved-on': ({ state, by, at }) => movedOn(importStates[state], by, at),
  'run-not-found': () => 'I cannot find that run. Type “runs” to see the last ones.',
  'no-run-in-state': ({ state }) =>
    `${state === 'sending' ? 'Nothing is being sent' : `No run is ${stateNames[state].toLowerCase()}`}. Type “queue” to see what waits.`,
  'which-run': ({ ids }) => `Several runs may be meant: say which one, by its id (${ids.map(shortId).join(', ')}).`,
  'run-moved-on': ({ state, by, at }) => movedOn(runStates[state], by, at),
  'card-out-of-date': () => 'That card was out of date. Look at it again: it shows what is so now.',
  'over-limit': ({ people, limit }) => `${nothingSent} ${overLimit(people, limit)}`,
  'within-limit': ({ people, limit }) =>
    `There is no need to split: ${plural(people, 'person is', 'people are')} within the limit of ${count(limit)}.`,
  'too-few-to-try': ({ people: all }) =>
    `This run invites ${people(all)}: too few to try it on some of them first. Press ${buttons.send}.`,
  'unfit-time': ({ why }) => `${unfitTimes[why]} Nothing was changed; take a time from a minute to 30 days from now.`,
  'time-not-read': ({ typed }) =>
    `I do not understand “${typed}” as one time from now on. Say it like this: ${timeExamples.map((words) => `“send <run> ${words}”`).join(', ')}. It is the time of day where you are.`,
  'nobody-to-invite': () => 'Nobody on this list can be invited, so there is nothing to send. The details say why.',
  'nothing-to-retry': () => 'Nobody who failed can succeed now. The details say what has to be mended first.',
  'nothing-to-resume': () =>
    'Everybody on this list has been mailed or has another result, so nothing is left to send.',
  'channel-off': () =>
    'WhatsApp is off for this company. An owner can turn it on: “settings channel.whatsapp.enabled on”.',
  'own-approval': () => 'You asked for this run, so somebody else has to approve it.',
  'approved-already': () => 'You have approved this already. It waits for somebody else who may approve.',
  'list-changed': ({ differing }) =>
    `Nothing was approved: ${changedPeople(differing)}. This run is void; the card where it was asked for offers to draft it again.`,
  'reason-missing': () => 'Say why you reject this run: whoever asked for it sees your reason.',
  'channel-closed': () =>
    'I may not speak in that channel, so nothing was changed. Invite me there (/invite @Muster), then set it again.',
  'unit-not-found': () => 'Choose a list or at least one org unit. Type “units” to see them.',
  'person-not-found': ({ asked }) => `I do not know ${asked}. Check the spelling, or import a list with this person.`,
  'person-under-way': ({ runs, lists }) => {
    const where = [
      ...(runs.length > 0 ? [`${plural(runs.length, 'run', 'runs')} under way (${runs.map(shortId).join(', ')})`] : []),
      ...(lists > 0 ? [`${plural(lists, 'list', 'lists')} that ${lists === 1 ? 'waits' : 'wait'} for a decision`] : []),
    ];
    return `That person is in ${where.join(' and in ')}. Let that end, or cancel or discard it; then erase them.`;
  },
  'colleague-not-found': () =>
    'I do not know this colleague. Mention them with @; somebody is known to me once they have used Muster.',
  'owners-only': () => 'Only an owner of the company can do that.',
  'upload-closed': () =>
    'This page was good for one list and ten minutes. Ask for a new one in the chat: type “import”, or press “Import a list…”.',
  'code-unknown': () =>
    'I do not know this code, or its time is over. Type “connect” in the other workspace for a new one; it is valid for 15 minutes, once.',
  'own-code': () => 'This code is from this company. Type it in the other workspace.',
  'too-many-codes': () => 'There were five wrong codes within 15 minutes. Wait a while, then make a new one.',
  'both-have-data': () =>
    'Nothing was changed: there are lists or people in both companies, and they cannot be mixed. Only a workspace where nobody has worked yet can join.',
  'no-own-address': () =>
    'I do not know your e-mail address here, so I cannot send you a mail. Everything else on this page is kept.',
  'too-many-test-mails': () => 'There were five test mails within an hour. Wait a while before the next one.',
  'unknown-setting': ({ key }) => `There is no setting “${key}”. Type “settings” to see them all.`,
  'unfit-value': ({ key, expected }) => `“${key}” takes ${expected}. Nothing was changed.`,
  'unknown-permission': ({ asked }) =>
    `There is no permission “${asked}”. They are ${permissionNames.slice(0, -1).join(', ')} and ${permissionNames.at(-1)}.`,
  'unknown-command': ({ typed }) => `I do not know “${typed}”. Type “help” to see what I can do.`,
  'unfit-words': ({ command, usage }) =>
    usage ? `It goes like this: “${command} ${usage}”.` : `Use the button on the card for “${command}”.`,
  'too-many-words': ({ command }) => `It goes like this: “${command}”, without anything after it.`,
};

/** Channels as the platform writes them. */
export const notInThisChannel = (channels: string[]) =>
  `Lists and runs do not begin in this conversation. They do in ${channels.join(', ')}, and in our direct conversation.`;

const utc = (at: Date) => `${at.toISOString().slice(11, 16)} UTC`;

/** "This run is being sent already (Ana, 14:32 UTC)." */
function movedOn(what: string, by?: string, at?: Date): string {
  const deed = [by, at && `${at.toISOString().slice(11, 16)} UTC`].filter(Boolean).join(', ');
  return deed ? `${what} (${deed}).` : `${what}.`;
}

export function refusalSentence(refusal: Refusal): string {
  const write = refusals[refusal.code] as (refusal: Refusal) => string;
  return write(refusal);
}
