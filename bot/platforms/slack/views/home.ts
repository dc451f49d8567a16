import type { Button, KnownBlock } from '@slack/types';
import type { HomeReport } from '#core/home/home-of.ts';
import type { ListedRun } from '#core/runs/list-runs.ts';
import type { RunReport } from '#core/runs/run-report.ts';
import type { Funnel, OwnRequest } from '#core/store/home-lists.ts';
import { approvalButtons, runButtons } from '../../../card-buttons.ts';
import type { ReplyOf } from '../../../reply.ts';
import { approvalWords, buttons, homeWords, listWords, more, runWords } from '../../../wording.ts';
import {
  actions,
  appointment,
  bar,
  bold,
  button,
  escaped,
  heading,
  mention,
  moment,
  note,
  start,
  text,
  turn,
} from '../kit.ts';
import { cut, limits } from '../limits.ts';
import { lines } from '../lists.ts';
import { inForce } from './answers.ts';
import { runNames } from './run-names.ts';
import { band, forecast, whatItNeeds, whenSent } from './run-parts.ts';
import { setupBand } from './setup.ts';
import { totals } from './totals.ts';

/** Everything that this person may see and do, on one page. */
export function homeBlocks({ home }: ReplyOf<'home'>): KnownBlock[] {
  return within([
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
  ]);
}

/** Slack refuses a page with a block too many as a whole. */
function within(blocks: KnownBlock[]): KnownBlock[] {
  // One more may be added that says what is not real.
  const most = limits.viewBlocks - 1;
  return blocks.length <= most ? blocks : [...blocks.slice(0, most - 1), note(more(blocks.length - most + 1))];
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

function approvals(waiting: HomeReport['approvals']): KnownBlock[] {
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
const toApprove = (report: RunReport): KnownBlock[] => [
  text(`${bold(runWords.title(report))}\n${about(report)}`),
  ...band(report),
  ...forecast(report).slice(0, 1),
  ...whenSent(report),
  ...whatItNeeds(report),
  ...actions(approvalButtons(report).map(button)),
];

const about = (report: RunReport) =>
  runWords.about(report, { title: bold(report.title), by: escaped(report.requestedBy) });

function running(runs: RunReport[] | undefined): KnownBlock[] {
  if (!runs) return [];
  return [heading(homeWords.running), ...(runs.length > 0 ? runs.flatMap(underWay) : [note(homeWords.notRunning)])];
}

function underWay(report: RunReport): KnownBlock[] {
  const { progress } = report;
  const far = progress ? `\n${runWords.progress(progress)} ${bar(progress.done, progress.people)}` : '';
  return [
    text(`${bold(runWords.title(report))}\n${about(report)}${far}`),
    ...band(report),
    ...(report.state === 'scheduled' ? whenSent(report) : [totals(report.totals)]),
    ...actions(runButtons(report).map(button)),
  ];
}

function mine(requests: OwnRequest[] | undefined): KnownBlock[] {
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
function funnel(found: Funnel | undefined): KnownBlock[] {
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

function last(runs: ListedRun[] | undefined): KnownBlock[] {
  if (!runs) return [];
  const listed = runs.flatMap((run) => withDetails(listWords.run(run, runNames(run)), run));
  return [heading(homeWords.last), ...(listed.length > 0 ? listed : [note(homeWords.noRuns)])];
}

/** Beside a section where there can be something beside it. */
function withDetails(words: string, { id, title }: { id: string; title: string }): KnownBlock[] {
  const shown = text(words);
  // Twenty buttons that say the same are told apart by whoever has them read out.
  const details = {
    ...turn(buttons.details, id, 1),
    accessibility_label: cut(`${buttons.details}: ${title}`, limits.button),
  };
  return shown.type === 'section' ? [{ ...shown, accessory: details }] : [shown, ...actions([details])];
}

function settings(listed: HomeReport['settings']): KnownBlock[] {
  if (!listed) return [];
  const shown = listed.flatMap(({ key, value, approvers }) => [
    `\`${key}\` ${inForce(key, value)}`,
    ...(approvers === undefined ? [] : [approvalWords.tooFewApprovers(approvers)]),
  ]);
  return [
    heading(homeWords.settings),
    ...lines(shown),
    note(escaped(listWords.howToSet)),
    ...actions([start('settings', buttons.settings)]),
  ];
}
