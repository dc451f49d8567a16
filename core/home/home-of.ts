import type { Actor, Operator } from '../operator.ts';
import type { Permission } from '../permission.ts';
import type { ListedRun } from '../runs/list-runs.ts';
import { listed, MOST_RUNS } from '../runs/list-runs.ts';
import { type RunReport, runReport } from '../runs/run-report.ts';
import { type ListedSetting, settingsInForce } from '../settings/list-settings.ts';
import { readSetup, type SetupView } from '../setup/setup-of.ts';
import { companyName } from '../store/companies.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { type Funnel, type OwnRequest, ownRequests, runsToApprove, runsUnderWay } from '../store/home-lists.ts';
import { actors } from '../store/operators.ts';
import { holdersOf, permissionsOf } from '../store/permissions.ts';
import { lastRuns } from '../store/run-reports.ts';
import { recentFunnel } from './recent-funnel.ts';

/** What stands on somebody's Home tab. A part that they may not see is not there. */
export type HomeReport = {
  company: string;
  name: string;
  permissions: Permission[];
  /** Who can give permissions: the first of them. */
  owners: Actor[];
  /** What waits for their yes: the first ones, and how many there are. */
  approvals?: { runs: RunReport[]; all: number };
  running?: RunReport[];
  mine?: OwnRequest[];
  last?: ListedRun[];
  funnel?: Funnel;
  settings?: ListedSetting[];
  /** While a step of the set-up is open. */
  setup?: SetupView;
};

// Slack takes 100 blocks on a Home tab; these leave room for the last runs and the settings.
const MOST_APPROVALS = 5;
const MOST_UNDER_WAY = 3;
const MOST_OWN = 8;
const MOST_OWNERS = 5;

/** As it is at this moment, for this operator alone. */
export function homeOf({ db }: Needs, operator: Operator): Promise<HomeReport> {
  return transaction(db, async (tx) => {
    const { companyId, name } = operator;
    const permissions = await permissionsOf(tx, operator);
    const may = (permission: Permission) => permissions.includes(permission);
    const sees = may('view-runs');
    return {
      ...{ company: await companyName(tx, companyId), name, permissions, owners: await owners(tx, companyId) },
      ...(may('approve-runs') && { approvals: await approvals(tx, operator) }),
      ...(sees && { running: await reports(tx, companyId, await runsUnderWay(tx, companyId, MOST_UNDER_WAY)) }),
      ...((sees || may('run-invitations') || may('import-members')) && {
        mine: await ownRequests(tx, operator, MOST_OWN),
      }),
      ...(sees && { funnel: await recentFunnel(tx, companyId) }),
      ...(sees && { last: (await lastRuns(tx, companyId, MOST_RUNS)).map(listed) }),
      ...(may('manage-settings') && {
        settings: await settingsInForce(tx, companyId),
        ...openSetup(await readSetup(tx, companyId)),
      }),
    };
  });
}

const openSetup = (setup: SetupView) => (setup.steps.some(({ state }) => state === 'open') ? { setup } : {});

async function owners(tx: Tx, companyId: string): Promise<Actor[]> {
  const ids = await holdersOf(tx, companyId, 'manage-settings');
  return [...(await actors(tx, companyId, ids.slice(0, MOST_OWNERS))).values()];
}

async function approvals(tx: Tx, operator: Operator): Promise<{ runs: RunReport[]; all: number }> {
  const waiting = await runsToApprove(tx, operator);
  return { runs: await reports(tx, operator.companyId, waiting.slice(0, MOST_APPROVALS)), all: waiting.length };
}

async function reports(tx: Tx, companyId: string, runIds: string[]): Promise<RunReport[]> {
  const found: RunReport[] = [];
  for (const id of runIds) {
    const report = await runReport(tx, companyId, id);
    if (report) found.push(report);
  }
  return found;
}
