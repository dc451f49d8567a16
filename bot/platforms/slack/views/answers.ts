import type { KnownBlock } from '@slack/types';
import { SlackChannels } from '#core/settings/slack-channels.ts';
import type { ReplyOf } from '../../../reply.ts';
import { approvalWords, buttons, listWords, permissionWords, setupWords } from '../../../wording.ts';
import { actions, atGroup, bold, channelLink, escaped, moment, note, noteIf, start, text, textIf } from '../kit.ts';
import { items, lines } from '../lists.ts';
import { runNames } from './run-names.ts';
import { said } from './said.ts';

/** Help with buttons for the two things that people come for. */
export function help(reply: ReplyOf<'help'>): KnownBlock[] {
  const begin = [{ ...start('import', buttons.import), style: 'primary' as const }, start('invite', buttons.invite)];
  const commands = reply.commands.map(({ usage, summary }) => `\`${escaped(usage)}\` ${summary}`);
  return [...said(reply), ...actions(begin), ...lines(commands), note(listWords.howToType('/muster'))];
}

export function about(reply: ReplyOf<'about'>): KnownBlock[] {
  const simulated = reply.connector === 'simulator' ? [note(listWords.simulated)] : [];
  return [
    ...said(reply),
    text(listWords.may(reply.permissions)),
    ...textIf(reply.through.length > 0 ? permissionWords.through(reply.through, atGroup) : undefined),
    note(escaped(listWords.signedWith(reply.publicKey))),
    ...simulated,
  ];
}

export function imports(reply: ReplyOf<'imports'>): KnownBlock[] {
  const listed = reply.imports.map((found) =>
    listWords.import(found, {
      title: bold(found.fileName),
      by: escaped(found.requestedBy),
      at: moment(found.createdAt),
    }),
  );
  return [...said(reply), ...items(listed)];
}

export function runs(reply: ReplyOf<'runs'>): KnownBlock[] {
  const listed = reply.runs.map((run) => listWords.run(run, runNames(run)));
  return [...said(reply), ...items(listed)];
}

export function settings(reply: ReplyOf<'settings'>): KnownBlock[] {
  const listed = reply.settings.map(({ key, about, value, changedBy, changedAt, approvers }) => {
    const by =
      changedBy && changedAt ? listWords.changedBy(escaped(changedBy), moment(changedAt)) : listWords.notChanged;
    const tooFew = approvers === undefined ? '' : `\n${approvalWords.tooFewApprovers(approvers)}`;
    return `\`${key}\` ${inForce(key, value)} (${by})\n${about}${tooFew}`;
  });
  return [
    ...said(reply),
    ...items(listed),
    note(escaped(listWords.howToSet)),
    ...actions([start('setup', setupWords.begin)]),
    ...grants(reply),
  ];
}

/** Who was given what, as lines as close as they can stand. */
function grants({ grants }: ReplyOf<'settings'>): KnownBlock[] {
  if (!grants) return [];
  const people = grants.people.map((one) => permissionWords.person(escaped(one.name), one));
  const groups = grants.groups.map((one) =>
    permissionWords.group(atGroup(one.name), one, { known: one.known.map(escaped), at: moment(one.knownAt) }),
  );
  return [...lines([...people, ...groups]), ...noteIf(groups.length > 0 ? permissionWords.howLong : undefined)];
}

const ofChannels = new Set(['approval.channel', 'channel.runs', 'channel.summaries', 'channel.private']);

/** A channel is shown as what it is, not as its id. */
export function inForce(key: string, value: string): string {
  if (value === '') return listWords.notSet;
  const { data: channels = [] } = SlackChannels.safeParse(ofChannels.has(key) ? value : '');
  const links = channels.flatMap((conversation) => channelLink({ platform: 'slack', conversation }) ?? []);
  return links.join(' ') || bold(value);
}

export function units(reply: ReplyOf<'units'>): KnownBlock[] {
  return [...said(reply), ...lines(reply.units.map(({ path, members }) => listWords.unit(escaped(path), members)))];
}
