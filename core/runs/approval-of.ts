import type { Actor } from '../operator.ts';
import { type Demand, demandOf, ownWordWillDo } from '../settings/approval-policy.ts';
import { askedIn, type Conversation } from '../store/approval-cards.ts';
import { approvalsOf, type GivenApproval, whoAsked } from '../store/approvals.ts';
import type { Tx } from '../store/db.ts';
import { only } from '../store/only.ts';
import { actors } from '../store/operators.ts';
import { countHoldersAtBest, holdersOf } from '../store/permissions.ts';
import type { RunFacts } from '../store/run-reports.ts';
import { peopleOfWhole } from '../store/runs.ts';
import { readSettings } from '../store/settings.ts';

export type Approval = {
  /** So many different people have to say yes, none of them who asks. */
  needed: number;
  /** Of a draft: to more people than this. */
  over?: number;
  /** Each yes, the first one first. While the run waits it counts as long as who gave it may approve. */
  given: { id: string; by: Actor; at: Date; counts: boolean }[];
  /** Who may say yes, has not, and is not who asks: the first of them, and how many they are. */
  askable: Actor[];
  able: number;
  /** Where the approvers have a card of their own. */
  askedIn?: Conversation;
  /** We may not speak there: they are asked where the run was asked for. */
  askedHere?: true;
  /** How often they were reminded. */
  reminders: number;
};

// More names on a card, or more mentions in a message, help nobody.
const MOST_NAMES = 10;

/** What others have to say, or have said. A run that waits goes on waiting for as many, whatever the policy says by now. */
export async function approvalOf(
  tx: Tx,
  companyId: string,
  run: RunFacts,
): Promise<{ approval?: Approval; ownWordWillDo?: true }> {
  if (run.state === 'draft') return ahead(tx, companyId, run);
  if (run.approvalsNeeded === 0) return {};
  const given = await approvalsOf(tx, companyId, run.id);
  const told = run.state === 'awaiting_approval' ? await askedIn(tx, companyId, run.id) : {};
  return { approval: { ...(await answers(tx, companyId, run, given)), ...told } };
}

async function ahead(tx: Tx, companyId: string, run: RunFacts) {
  const asked = await policyOn(tx, companyId, run.id);
  if (asked.ownWordWillDo) return { ownWordWillDo: asked.ownWordWillDo };
  if (!asked.demand) return {};
  return { approval: { ...(await answers(tx, companyId, run, [])), ...asked.demand } };
}

async function answers(tx: Tx, companyId: string, run: RunFacts, given: GivenApproval[]): Promise<Approval> {
  const isOpen = run.state === 'draft' || run.state === 'awaiting_approval';
  // Once it is decided nobody is asked any more, and what was said counts.
  const approvers = isOpen ? await holdersOf(tx, companyId, 'approve-runs') : [];
  const heard = given.map(({ operatorId }) => operatorId);
  const asked = await whoAsked(tx, companyId, run.id);
  const able = approvers.filter((id) => !asked.includes(id) && !heard.includes(id));
  const named = await actors(tx, companyId, [...heard, ...able.slice(0, MOST_NAMES)]);
  const those = (ids: string[]) => ids.flatMap((id) => named.get(id) ?? []);
  return {
    needed: run.approvalsNeeded,
    given: given.map(({ id, operatorId, at }) => ({
      ...{ id, by: only(those([operatorId])), at },
      counts: run.state !== 'awaiting_approval' || approvers.includes(operatorId),
    })),
    askable: those(able),
    able: able.length,
    reminders: run.reminders,
  };
}

/**
 * How many others have to say yes to this run if it is sent now. A part counts as the whole list that it was split from:
 * splitting gets nobody round an approval.
 */
export async function approvalsNeeded(tx: Tx, companyId: string, runId: string): Promise<number> {
  return (await policyOn(tx, companyId, runId)).demand?.needed ?? 0;
}

async function policyOn(tx: Tx, companyId: string, runId: string): Promise<{ demand?: Demand; ownWordWillDo?: true }> {
  const { 'approval.policy': policy } = await readSettings(tx, companyId);
  const approvers = await countHoldersAtBest(tx, companyId, 'approve-runs');
  const people = await peopleOfWhole(tx, companyId, runId);
  if (ownWordWillDo(policy, approvers, people)) return { ownWordWillDo: true };
  const demand = demandOf(policy, approvers);
  return demand && people > demand.over ? { demand } : {};
}
