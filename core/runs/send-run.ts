import { denyPlace } from '../deny-place.ts';
import type { CardRef, Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { reach } from '../process/crash-point.ts';
import type { Refusal } from '../refusal.ts';
import type { Settings } from '../settings/settings.ts';
import type { RunState } from '../states.ts';
import { audit } from '../store/audit.ts';
import { cardsOutOfDate } from '../store/cards.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { confirmRun, type StandingRun } from '../store/runs.ts';
import { dropTime } from '../store/scheduled-runs.ts';
import { readSettings } from '../store/settings.ts';
import { approvalsNeeded } from './approval-of.ts';
import { askApprovers } from './ask-approvers.ts';
import { enterQueue } from './enter-queue.ts';
import { holdRun } from './hold-run.ts';
import { isShownWrong } from './rehearse.ts';
import { ringAt } from './schedule-run.ts';
import { whyNotAt } from './set-time.ts';

/** `first`: only so many people are mailed before it waits for a look. `at`: nobody is mailed before then. */
type How = { first?: number; at?: Date };

/** Starts a run, lets it wait for its time, or asks for its approval. However many press at once, it starts once. */
export async function sendRun({ db }: Needs, operator: Operator, card: CardRef, how: How = {}): Promise<Outcome> {
  await reach('confirm:before');
  const outcome = await transaction(db, async (tx): Promise<Outcome> => {
    const states: RunState[] = how.at ? ['draft'] : ['draft', 'scheduled'];
    const held = await holdRun(tx, operator, card, { needs: 'run-invitations', states });
    if (!held.ok) return held;
    return held.value.state === 'scheduled'
      ? sendNow(tx, operator, held.value)
      : confirm(tx, operator, held.value, how);
  });
  await reach('confirm:after');
  return outcome;
}

async function confirm(tx: Tx, operator: Operator, run: StandingRun, how: How): Promise<Outcome> {
  const { companyId } = operator;
  const refusal =
    whyNot(run, await readSettings(tx, companyId), how) ?? (await denyPlace(tx, operator, operator.place));
  if (refusal) return refuse(refusal);
  if (await isShownWrong(tx, companyId, run)) return refuse({ code: 'card-out-of-date' });

  const approvals = await approvalsNeeded(tx, companyId, run.id);
  if (!(await confirmRun(tx, operator, run, { approvals, ...how }))) return refuse({ code: 'card-out-of-date' });
  await follow(tx, operator, run, { approvals, ...how });
  return done();
}

function whyNot({ channel, toInvite }: StandingRun, settings: Settings, { first = 0, at }: How): Refusal | undefined {
  const limit = settings['run.max-records'];
  if (!settings[`channel.${channel}.enabled`]) return { code: 'channel-off', channel };
  if (toInvite > limit) return { code: 'over-limit', people: toInvite, limit };
  if (toInvite === 0) return { code: 'nobody-to-invite' };
  if (toInvite <= first) return { code: 'too-few-to-try', people: toInvite };
  const why = at && whyNotAt(at);
  return why && { code: 'unfit-time', why };
}

async function follow(tx: Tx, operator: Operator, run: StandingRun, asked: How & { approvals: number }): Promise<void> {
  const { id, people, toInvite, rehearsal } = run;
  const { companyId } = operator;
  const { approvals, first, at } = asked;
  await audit(
    tx,
    operator,
    'run-sent',
    { subject: 'run', id },
    {
      ...{ people, toInvite, approvals },
      ...(first !== undefined && { first }),
      ...(at && { at: at.toISOString() }),
      ...(rehearsal !== null && { rehearsal: true }),
    },
  );
  if (approvals === 0 && !at) return enterQueue(tx, companyId, id);
  if (approvals === 0 && at) await ringAt(tx, { companyId, runId: id, at });
  await cardsOutOfDate(tx, { companyId, subjectId: id });
  if (approvals > 0) await askApprovers(tx, companyId, run);
}

/** What was confirmed for later goes to the queue at once. */
async function sendNow(tx: Tx, operator: Operator, run: StandingRun): Promise<Outcome> {
  const { id, channel, people, toInvite, sendAt } = run;
  const { companyId } = operator;
  const settings = await readSettings(tx, companyId);
  if (!settings[`channel.${channel}.enabled`]) return refuse({ code: 'channel-off', channel });
  const elsewhere = await denyPlace(tx, operator, operator.place);
  if (elsewhere) return refuse(elsewhere);

  if (!(await dropTime(tx, operator, run))) return refuse({ code: 'card-out-of-date' });
  const insteadOf = sendAt?.toISOString() ?? null;
  await audit(tx, operator, 'run-sent', { subject: 'run', id }, { people, toInvite, insteadOf });
  await enterQueue(tx, companyId, id);
  return done();
}
