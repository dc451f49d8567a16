import type { HomeReport } from '#core/home/home-of.ts';
import type { ListedRun } from '#core/runs/list-runs.ts';
import type { RunReport } from '#core/runs/run-report.ts';
import type { Funnel, OwnRequest } from '#core/store/home-lists.ts';
import { approvalButtons, runButtons } from '../card-buttons.ts';
import type { ReplyOf } from '../reply.ts';
import { approvalWords, buttons, homeWords, listWords, runWords } from '../wording.ts';
import { inForce } from './answers.ts';
import type { Block, Button } from './block.ts';
import { appointment, bold, code, mention, moment, theirs } from './ink.ts';
import { actions, bar, button, heading, lines, note, start, text, turn } from './kit.ts';
import { runNames } from './run-names.ts';
import { band, forecast, whatItNeeds, whenSent } from './run-parts.ts';
import { setupBand } from './setup.ts';
import { totals } from './totals.ts';

/** Everything that this person may see and do, on one page. */
export function homeBlocks({ home }: ReplyOf<'home'>): Block[] {
  return [
    heading(homeWords.title(home.company)),
    text(home.permissions.length > 0 ? homeWords.about : homeWords.nothingYet(home.owners.map(mention))),
    ...(home.setup ? setupBand(home.setup) : []),
    ...actions(starts(home)),
    ...approvals(home.approvals),
    ...running(home.running),
    ...mine(home.mine),
    ...funnel(home.funnel),
    ...last(home.last),
    ...settings(home.settings),
  ];
}

function starts({ permissions }: HomeReport): Button[] {
  return [
    ...(permissions.includes('import-members')
      ? [{ ...start('import', buttons.import), style: 'primary' as const }]
      : []),
    ...(permissions.includes('run-invitations') ? [start('invite', buttons.invite)] : []),
    start('template', buttons.template),
    start('help', buttons.help),
  ];
}

function approvals(waiting: HomeReport['approvals']): Block[] {
  if (!waiting) return [];
  const { runs, all } = waiting;
  const left = all - runs.length;
  return [
    heading(homeWords.approvals(all)),
    ...(all === 0 ? [note(homeWords.noApprovals)] : runs.flatMap(toApprove)),
    ...(left > 0 ? [note(homeWords.moreApprovals(left))] : []),
  ];
}

/** The same facts and the same buttons as on the card of the approvers. */
const toApprove = (report: RunReport): Block[] => [
  text(`${bold(runWords.title(report))}\n${about(report)}`),
  ...band(report),
  ...forecast(report).slice(0, 1),
  ...whenSent(report),
  ...whatItNeeds(report),
  ...actions(approvalButtons(report).map(button)),
];

const about = (report: RunReport) =>
  runWords.about(report, { title: bold(report.title), by: theirs(report.requestedBy) });

function running(runs: RunReport[] | undefined): Block[] {
  if (!runs) return [];
  return [heading(homeWords.running), ...(runs.length > 0 ? runs.flatMap(underWay) : [note(homeWords.notRunning)])];
}

function underWay(report: RunReport): Block[] {
  const { progress } = report;
  const far = progress ? `\n${runWords.progress(progress)} ${bar(progress.done, progress.people)}` : '';
  return [
    text(`${bold(runWords.title(report))}\n${about(report)}${far}`),
    ...band(report),
    ...(report.state === 'scheduled' ? whenSent(report) : [totals(report.totals)]),
    ...actions(runButtons(report).map(button)),
  ];
}

function mine(requests: OwnRequest[] | undefined): Block[] {
  if (!requests) return [];
  const listed = requests.flatMap((found) =>
    withDetails(
      homeWords.request(found, {
        title: bold(found.title),
        at: moment(new Date(found.at)),
        sendAt: found.kind === 'run' && found.sendAt ? appointment(found.sendAt) : undefined,
      }),
      found,
    ),
  );
  return [heading(homeWords.mine), ...(listed.length > 0 ? listed : [note(homeWords.noneOfMine)])];
}

/**
 * A picture of it would have to lie at an address that anybody can open, since Slack fetches images without a login. A bar of
 * characters stays in Slack; it stands behind its number, so that whoever has it read out hears the number first.
 */
function funnel(found: Funnel | undefined): Block[] {
  if (!found) return [];
  const steps = homeWords
    .stages(found)
    .map(({ label, number, of, all }) => `${bold(label)} ${number} ${bar(of, all)}`)
    .join('\n');
  return [
    heading(homeWords.funnel),
    ...(found.invited > 0 ? [text(steps), note(homeWords.aboutFunnel)] : [note(homeWords.nobodyInvited)]),
  ];
}

function last(runs: ListedRun[] | undefined): Block[] {
  if (!runs) return [];
  const listed = runs.flatMap((run) => withDetails(listWords.run(run, runNames(run)), run));
  return [heading(homeWords.last), ...(listed.length > 0 ? listed : [note(homeWords.noRuns)])];
}

function withDetails(words: string, { id, title }: { id: string; title: string }): Block[] {
  // Twenty buttons that say the same are told apart by whoever has them read out.
  const details = { ...turn(buttons.details, id, 1), spoken: `${buttons.details}: ${title}` };
  return [{ kind: 'text', words, beside: details }];
}

function settings(listed: HomeReport['settings']): Block[] {
  if (!listed) return [];
  const shown = listed.flatMap(({ key, value, approvers }) => [
    `${code(key)} ${inForce(key, value)}`,
    ...(approvers === undefined ? [] : [approvalWords.tooFewApprovers(approvers)]),
  ]);
  return [
    heading(homeWords.settings),
    lines(shown),
    note(theirs(listWords.howToSet)),
    ...actions([start('settings', buttons.settings)]),
  ];
}
