import { denyPlace } from '../deny-place.ts';
import type { CardRef, Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { reach } from '../process/crash-point.ts';
import type { Refusal } from '../refusal.ts';
import type { Settings } from '../settings/settings.ts';
import { audit } from '../store/audit.ts';
import { cardsOutOfDate } from '../store/cards.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { confirmRun, type StandingRun } from '../store/runs.ts';
import { readSettings } from '../store/settings.ts';
import { approvalsNeeded } from './approval-of.ts';
import { askApprovers } from './ask-approvers.ts';
import { enterQueue } from './enter-queue.ts';
import { holdRun } from './hold-run.ts';
import { isShownWrong } from './rehearse.ts';

/** `first`: only so many people are mailed before it waits for a look. */
type How = { first?: number };

/** Starts a run, or asks for its approval. However many press at once, it starts once. */
export async function sendRun({ db }: Needs, operator: Operator, card: CardRef, { first }: How = {}): Promise<Outcome> {
  await reach('confirm:before');
  const outcome = await transaction(db, async (tx): Promise<Outcome> => {
    const held = await holdRun(tx, operator, card, { needs: 'run-invitations', states: ['draft'] });
    if (!held.ok) return held;
    const run = held.value;
    const settings = await readSettings(tx, operator.companyId);
    const refusal = whyNot(run, settings, first) ?? (await denyPlace(tx, operator, operator.place));
    if (refusal) return refuse(refusal);
    if (await isShownWrong(tx, operator.companyId, run)) return refuse({ code: 'card-out-of-date' });

    const approvals = await approvalsNeeded(tx, operator.companyId, run.id);
    if (!(await confirmRun(tx, operator, card, { approvals, first }))) return refuse({ code: 'card-out-of-date' });
    await follow(tx, operator, run, { approvals, ...(first !== undefined && { first }) });
    return done();
  });
  await reach('confirm:after');
  return outcome;
}

function whyNot({ channel, toInvite }: StandingRun, settings: Settings, first = 0): Refusal | undefined {
  const limit = settings['run.max-records'];
  if (!settings[`channel.${channel}.enabled`]) return { code: 'channel-off', channel };
  if (toInvite > limit) return { code: 'over-limit', people: toInvite, limit };
  if (toInvite === 0) return { code: 'nobody-to-invite' };
  if (toInvite <= first) return { code: 'too-few-to-try', people: toInvite };
  return undefined;
}

async function follow(tx: Tx, operator: Operator, run: StandingRun, asked: How & { approvals: number }): Promise<void> {
  const { id, people, toInvite, rehearsal } = run;
  const { companyId } = operator;
  await audit(
    tx,
    operator,
    'run-sent',
    { subject: 'run', id },
    {
      ...{ people, toInvite, ...asked },
      ...(rehearsal !== null && { rehearsal: true }),
    },
  );
  if (asked.approvals === 0) return enterQueue(tx, companyId, id);
  await cardsOutOfDate(tx, { companyId, subjectId: id });
  await askApprovers(tx, companyId, run);
}
