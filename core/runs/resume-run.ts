import { denyPlace } from '../deny-place.ts';
import type { CardRef, Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { audit } from '../store/audit.ts';
import { cardsOutOfDate, silenceAlarm, waitingCardsOutOfDate } from '../store/cards.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { freezeGroup, groupToReadAgain } from '../store/group-lists.ts';
import { later } from '../store/outbox.ts';
import { countRest, freezeRest } from '../store/run-lists.ts';
import { type StandingRun, useCard } from '../store/runs.ts';
import { readSettings } from '../store/settings.ts';
import { unpause } from '../store/stops.ts';
import { holdRun } from './hold-run.ts';
import { openDraft } from './open-draft.ts';
import type { ReadGroup } from './source.ts';

/**
 * Goes on with a paused run, before all that wait. Of a cancelled one, drafts a new run of those who were never mailed; where its
 * list was a user group and came to nothing, of those who are in it now: `group`, read because `groupToRead` said so.
 */
export async function resumeRun({ db }: Needs, operator: Operator, card: CardRef, group?: ReadGroup): Promise<Outcome> {
  return transaction(db, async (tx) => {
    const held = await holdRun(tx, operator, card, { needs: 'run-invitations', states: ['paused', 'cancelled'] });
    if (!held.ok) return held;
    return held.value.state === 'paused' ? goOn(tx, operator, card) : draftAgain(tx, operator, held.value, group);
  });
}

async function goOn(tx: Tx, operator: Operator, card: CardRef): Promise<Outcome> {
  const { companyId } = operator;
  const subject = { companyId, subjectId: card.id };
  await unpause(tx, operator, card);
  await audit(tx, operator, 'run-resumed', { subject: 'run', id: card.id });
  await silenceAlarm(tx, subject);
  await cardsOutOfDate(tx, subject);
  await waitingCardsOutOfDate(tx, companyId);
  await later(tx, 'wake-company', { companyId });
  return done();
}

async function draftAgain(tx: Tx, operator: Operator, run: StandingRun, read?: ReadGroup): Promise<Outcome> {
  const { id, version, channel } = run;
  const { companyId } = operator;
  const elsewhere = await denyPlace(tx, operator, operator.place);
  if (elsewhere) return refuse(elsewhere);
  const settings = await readSettings(tx, companyId);
  if (!settings[`channel.${channel}.enabled`]) return refuse({ code: 'channel-off', channel });
  if ((await countRest(tx, companyId, id)) === 0) return refuse({ code: 'nothing-to-resume' });
  const group = await groupToReadAgain(tx, companyId, id);
  if (group && group.id !== read?.group.id) return refuse({ code: 'groups-not-told' });

  await useCard(tx, companyId, { id, version });
  await cardsOutOfDate(tx, { companyId, subjectId: id });
  if (group && read) await draftGroup(tx, operator, run, read);
  else await draftRest(tx, operator, run);
  return done();
}

async function draftGroup(tx: Tx, operator: Operator, run: StandingRun, { emails, ...source }: ReadGroup) {
  const { id: parentId, channel, threadId } = run;
  const { companyId } = operator;
  await openDraft(tx, {
    ...{ operator, channel, threadId, source, parentId },
    title: `@${source.group.name}`,
    freeze: (runId) => freezeGroup(tx, { companyId, runId, channel }, emails),
  });
}

async function draftRest(tx: Tx, operator: Operator, run: StandingRun): Promise<void> {
  const { id: restOf, channel, threadId, importId, title, hasStarted } = run;
  const { companyId } = operator;
  await openDraft(tx, {
    operator,
    channel,
    threadId,
    title: `${title}, ${hasStarted ? 'the rest' : 'again'}`,
    source: { kind: 'rest-of', runId: restOf },
    parentId: restOf,
    ...(importId && { importId }),
    freeze: (runId) => freezeRest(tx, { companyId, runId, channel }, restOf),
  });
}
