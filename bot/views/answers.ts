import { ChatChannels, namesChannels } from '#core/settings/chat-channels.ts';
import type { ReplyOf } from '../reply.ts';
import { approvalWords, buttons, listWords, permissionWords, setupWords } from '../wording.ts';
import type { Block } from './block.ts';
import { atGroup, bold, channelNamed, code, command, moment, theirs } from './ink.ts';
import { actions, items, lines, note, noteIf, start, text, textIf } from './kit.ts';
import { runNames } from './run-names.ts';
import { said } from './said.ts';

/** Help with buttons for the two things that people come for. */
export function help(reply: ReplyOf<'help'>): Block[] {
  const begin = [{ ...start('import', buttons.import), style: 'primary' as const }, start('invite', buttons.invite)];
  const commands = reply.commands.map(({ usage, summary }) => `${code(usage)} ${summary}`);
  return [...said(reply), ...actions(begin), lines(commands), note(listWords.howToType(command))];
}

export function about(reply: ReplyOf<'about'>): Block[] {
  const simulated = reply.connector === 'simulator' ? [note(listWords.simulated)] : [];
  return [
    ...said(reply),
    text(listWords.may(reply.permissions)),
    ...textIf(reply.through.length > 0 ? permissionWords.through(reply.through, atGroup) : undefined),
    note(theirs(listWords.signedWith(reply.publicKey))),
    ...simulated,
  ];
}

export function imports(reply: ReplyOf<'imports'>): Block[] {
  const listed = reply.imports.map((found) =>
    listWords.import(found, {
      title: bold(found.fileName),
      by: theirs(found.requestedBy),
      at: moment(found.createdAt),
    }),
  );
  return [...said(reply), items(listed)];
}

export function runs(reply: ReplyOf<'runs'>): Block[] {
  const listed = reply.runs.map((run) => listWords.run(run, runNames(run)));
  return [...said(reply), items(listed)];
}

export function settings(reply: ReplyOf<'settings'>): Block[] {
  const listed = reply.settings.map(({ key, about, value, changedBy, changedAt, approvers }) => {
    const by =
      changedBy && changedAt ? listWords.changedBy(theirs(changedBy), moment(changedAt)) : listWords.notChanged;
    const tooFew = approvers === undefined ? '' : `\n${approvalWords.tooFewApprovers(approvers)}`;
    return `${code(key)} ${inForce(key, value)} (${by})\n${about}${tooFew}`;
  });
  return [
    ...said(reply),
    items(listed),
    note(theirs(listWords.howToSet)),
    ...actions([start('setup', setupWords.begin)]),
    ...grants(reply),
  ];
}

/** Who was given what, as lines as close as they can stand. */
function grants({ grants }: ReplyOf<'settings'>): Block[] {
  if (!grants) return [];
  const people = grants.people.map((one) => permissionWords.person(theirs(one.name), one));
  const groups = grants.groups.map((one) =>
    permissionWords.group(atGroup(one.name), one, { known: one.known.map(theirs), at: moment(one.knownAt) }),
  );
  return [lines([...people, ...groups]), ...noteIf(groups.length > 0 ? permissionWords.howLong : undefined)];
}

/** A channel is shown as what it is, not as its id. */
export function inForce(key: string, value: string): string {
  if (value === '') return listWords.notSet;
  const { data: channels = [] } = ChatChannels.safeParse(namesChannels(key) ? value : '');
  const links = channels.flatMap((channel) => channelNamed(channel) ?? []);
  return links.join(' ') || bold(value);
}

export function units(reply: ReplyOf<'units'>): Block[] {
  return [...said(reply), lines(reply.units.map(({ path, members }) => listWords.unit(theirs(path), members)))];
}
