import type { ListedImport } from '#core/imports/list-imports.ts';
import type { Permission } from '#core/permission.ts';
import type { ListedRun } from '#core/runs/list-runs.ts';
import type { Queued } from '#core/runs/queue-view.ts';
import { count, duration, ordinal, people } from './numbers.ts';
import { permissions } from './permissions.ts';
import { doneOf, startsAbout } from './queue.ts';
import { rehearsalWords } from './rehearsal.ts';
import { shortId } from './run-card.ts';
import { importStates, labels, runStates } from './states.ts';

const told = (numbers: [string, number][]) => numbers.map(([label, number]) => `${label} ${count(number)}`).join(' · ');

type Named = { title: string; by: string };
type Dated = Named & { at: string };

/** What answers say that list things. Names and moments come as the platform writes them. */
export const listWords = {
  howToType: (command: string) =>
    `Type these after ${command}, or send them to me in a direct message. A CSV file sent to me is imported.`,
  may: (held: Permission[]) =>
    held.length > 0
      ? `You may ${held.map((permission) => `${permissions[permission]} (${permission})`).join(', ')}.`
      : 'You may only look at help.',
  /** The key as it stands in its file, but for the lines around it. */
  signedWith: (publicKey: string) =>
    `Evidence of runs is signed with the Ed25519 key ${publicKey.replace(/-----[^-]+-----|\s/g, '')}`,
  simulated: 'WhatsApp is simulated here: nobody is really linked.',

  import: ({ state, counts }: ListedImport, { title, by, at }: Dated) =>
    `${title} · ${importStates[state]} · ${at} · ${by}\n` +
    told([
      [labels.total, counts.total],
      [labels.new, counts.new],
      [labels.changed, counts.changed],
      [labels.unchanged, counts.unchanged],
      [labels.wrong, counts.wrong],
    ]),

  run: (
    { id, state, seconds, people, totals, isRehearsal }: ListedRun,
    { title, by, at, sendAt }: Dated & { sendAt?: string | undefined },
  ) =>
    `${rehearsalWords.said(title, isRehearsal)} · ${runStates[state]}${sendAt ? `: ${sendAt}` : ''} · ${at} · ${by}${seconds === undefined ? '' : ` · took ${duration(seconds)}`}\n` +
    told([
      [labels.total, people],
      [labels.invited, totals.invited],
      [labels.skipped, totals.skipped],
      [labels.failed, totals.failed],
      [labels.unknown, totals.unknown],
    ]) +
    ` · run ${shortId(id)}`,

  sending: ({ state }: Queued, { title, by }: Named) =>
    `${state === 'sending' ? 'Now' : runStates[state]}: ${title}, asked for by ${by}`,
  /** How far what is being sent is. */
  done({ done, people: all, secondsLeft }: Queued): string {
    return doneOf(done, all) + (secondsLeft === undefined ? '' : `, about ${duration(secondsLeft)} left`);
  },
  waiting({ secondsLeft, people: all }: Queued, position: number, { title, by }: Named): string {
    const start = secondsLeft === undefined ? '' : `, ${startsAbout(secondsLeft)}`;
    return `${ordinal(position)} in line: ${title}, asked for by ${by}, ${people(all)}${start}`;
  },
  /** A run that waits for something else than its turn. */
  aside(
    run: Queued,
    { title, by, at, sendAt }: Named & { at: string | undefined; sendAt: string | undefined },
  ): string {
    const time = sendAt && !run.startedAt ? `, ${sendAt}` : '';
    const until = run.state === 'deferred' && at ? ` until about ${at}` : time;
    const far = run.startedAt ? doneOf(run.done, run.people) : people(run.people);
    return `${runStates[run.state]}${until}: ${title}, asked for by ${by}, ${far}`;
  },
  typed: (verb: string, id: string) => `${verb} ${shortId(id)}`,
  howToDo: (command: string) => `What can be done stands behind each run: type it after ${command}.`,

  changedBy: (by: string, at: string) => `${by}, ${at}`,
  notChanged: 'not changed yet',
  notSet: 'not set',
  howToSet: 'Change one with: settings <key> <value>, or go back with: settings <key> default',

  unit: (path: string, members: number) => `${path} · ${count(members)}`,
  nobodys: 'nobody’s',
  notInvited: 'Not invited',
  moreNumbers: (left: number) => `And ${count(left)} more: name a person or a part of a number.`,
};
