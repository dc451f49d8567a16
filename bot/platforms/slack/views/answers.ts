import type { KnownBlock } from '@slack/types';
import type { ReplyOf } from '../../../reply.ts';
import { buttons, count, duration, permissions, runStates, sentence } from '../../../wording.ts';
import { actions, bar, escaped, moment, note, plain, text } from '../kit.ts';
import { limits } from '../limits.ts';
import { items, lines } from '../lists.ts';

/** Answers that are a sentence and nothing more. */
export const said = (reply: Parameters<typeof sentence>[0]): KnownBlock[] => [text(escaped(sentence(reply)))];

/** Help with buttons for the two things that people come for. */
export function help(reply: ReplyOf<'help'>): KnownBlock[] {
  const start = (verb: string, label: string) => ({
    type: 'button' as const,
    action_id: verb,
    text: plain(label, limits.button),
  });
  const commands = reply.commands.map(({ usage, summary }) => `\`${escaped(usage)}\` ${summary}`);
  return [
    ...said(reply),
    ...actions([{ ...start('import', buttons.import), style: 'primary' }, start('invite', buttons.invite)]),
    ...lines(commands),
    note('Type these after /muster, or send them to me in a direct message. A CSV file sent to me is imported.'),
  ];
}

export function about(reply: ReplyOf<'about'>): KnownBlock[] {
  const may = reply.permissions.map((permission) => `${permissions[permission]} (${permission})`);
  const simulated =
    reply.connector === 'simulator' ? [note('WhatsApp is simulated here: nobody is really linked.')] : [];
  return [
    ...said(reply),
    text(may.length > 0 ? `You may ${may.join(', ')}.` : 'You may only look at help.'),
    ...simulated,
  ];
}

export function imports(reply: ReplyOf<'imports'>): KnownBlock[] {
  return [
    ...said(reply),
    ...items(
      reply.imports.map(
        ({ fileName, requestedBy, createdAt, state, counts: { total, new: added, changed, unchanged, wrong } }) =>
          `*${escaped(fileName)}* · ${state} · ${moment(createdAt)} · ${escaped(requestedBy)}\n` +
          `Total ${count(total)} · New ${count(added)} · Changed ${count(changed)} · Unchanged ${count(unchanged)} · Wrong ${count(wrong)}`,
      ),
    ),
  ];
}

export function runs(reply: ReplyOf<'runs'>): KnownBlock[] {
  return [
    ...said(reply),
    ...items(
      reply.runs.map(
        ({ id, title, state, requestedBy, draftedAt, seconds, people, totals }) =>
          `*${escaped(title)}* · ${runStates[state]} · ${moment(draftedAt)} · ${escaped(requestedBy)}${seconds === undefined ? '' : ` · took ${duration(seconds)}`}\n` +
          `Total ${count(people)} · Invited ${count(totals.invited)} · Skipped ${count(totals.skipped)} · Failed ${count(totals.failed)} · Unknown ${count(totals.unknown)} · run \`${id.slice(0, 8)}\``,
      ),
    ),
  ];
}

export function queue(reply: ReplyOf<'queue'>): KnownBlock[] {
  const { sending, waiting } = reply.queue;
  const now = sending
    ? [
        `Now: *${escaped(sending.title)}*, asked for by ${escaped(sending.requestedBy)}\n${bar(sending.done, sending.people)} ${count(sending.done)} of ${count(sending.people)}`,
      ]
    : [];
  const next = waiting.map(
    ({ title, requestedBy, people }, index) =>
      `${index + 1}. *${escaped(title)}*, asked for by ${escaped(requestedBy)}, ${count(people)} people`,
  );
  return [...said(reply), ...now.map(text), ...lines(next)];
}

export function settings(reply: ReplyOf<'settings'>): KnownBlock[] {
  const listed = reply.settings.map(({ key, about, value, changedBy, changedAt }) => {
    const by = changedBy && changedAt ? ` (${escaped(changedBy)}, ${moment(changedAt)})` : ' (not changed yet)';
    return `\`${key}\` *${escaped(value)}*${by}\n${about}`;
  });
  return [
    ...said(reply),
    ...items(listed),
    note('Change one with: settings <key> <value>'.replace('<key> <value>', '&lt;key&gt; &lt;value&gt;')),
  ];
}

export function units(reply: ReplyOf<'units'>): KnownBlock[] {
  return [...said(reply), ...lines(reply.units.map(({ path, members }) => `${escaped(path)} · ${count(members)}`))];
}
