import type { HomeReport } from '#core/home/home-of.ts';
import type { Funnel, OwnRequest } from '#core/store/home-lists.ts';
import { count, people, plural, rows } from './numbers.ts';
import { importStates, linkStates, runStates } from './states.ts';

type Named = { title: string; at: string; sendAt: string | undefined };

const stages: [keyof Funnel, string][] = [
  ['invited', linkStates.invited],
  ['opened', linkStates.opened],
  ['codeShown', linkStates.code_shown],
  ['linked', linkStates.linked],
];

/** What the Home tab says. Names and moments come as the platform writes them. */
export const homeWords = {
  sentence: ({ approvals, running }: HomeReport) =>
    `This is your Home tab: ${plural(approvals?.all ?? 0, 'run waits', 'runs wait')} for your approval, and ` +
    `${running?.length ? `${plural(running.length, 'run is', 'runs are')} under way` : 'nothing is being sent'}.`,

  title: (company: string) => `Muster at ${company}`,
  about: 'What waits for you, what is under way and how it went. This page keeps itself up to date.',

  /** For who has no permission at all. */
  nothingYet: (owners: string[]) =>
    `You have no permission here yet, so there is nothing to show. ${
      owners.length > 0 ? `${listed(owners)} can give you one` : 'An owner of this workspace can give you one'
    }: ask, for example, for “import-members” to bring in lists, or for “run-invitations” to invite people.`,

  approvals: (all: number) => `Waiting for your approval: ${count(all)}`,
  noApprovals: 'Nothing waits for your approval.',
  moreApprovals: (left: number) => `And ${plural(left, 'run', 'runs')} more, shown here once these are decided.`,

  running: 'Under way',
  notRunning: 'Nothing is being sent.',

  mine: 'Your requests',
  noneOfMine: 'You have asked for nothing that is still open.',
  request(found: OwnRequest, { title, at, sendAt }: Named): string {
    const what = found.kind === 'run' ? runStates[found.state] : importStates[found.state];
    const size = found.kind === 'run' ? people(found.people) : rows(found.people);
    return `${title} · ${found.kind === 'run' ? 'Run' : 'List'}: ${what.toLowerCase()}${sendAt ? `, ${sendAt}` : ''} · ${size} · ${at}`;
  },

  funnel: 'How far people have come',
  /** Label, number and share of those who were invited. */
  stages: (funnel: Funnel): { label: string; number: string; of: number; all: number }[] =>
    stages.map(([stage, label]) => ({
      label,
      number: share(funnel[stage], funnel.invited),
      of: funnel[stage],
      all: funnel.invited,
    })),
  aboutFunnel: 'Everybody who was invited in the last 30 days. Who has linked has opened the link, too.',
  nobodyInvited: 'Nobody was invited in the last 30 days.',

  last: 'Last runs',
  noRuns: 'There has been no run yet.',

  settings: 'Settings',
};

function share(number: number, all: number): string {
  return number === all ? count(number) : `${count(number)} (${Math.round((number / all) * 100)} %)`;
}

const names = new Intl.ListFormat('en', { type: 'disjunction' });
const listed = (all: string[]) => names.format(all);
