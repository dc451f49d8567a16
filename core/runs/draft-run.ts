import type { Channel } from '../channel.ts';
import { deny } from '../deny.ts';
import { denyPlace } from '../deny-place.ts';
import type { Operator, Place } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Refusal } from '../refusal.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { freezeGroup } from '../store/group-lists.ts';
import { freezeImport, freezeUnits, unitsChosen } from '../store/run-lists.ts';
import { importForRun } from '../store/run-sources.ts';
import { readSettings } from '../store/settings.ts';
import { openThread } from '../store/threads.ts';
import { isTheirs } from './group-to-read.ts';
import { openDraft } from './open-draft.ts';
import type { ListSource, RunSource } from './source.ts';

export type Wanted = { place: Place; source: ListSource; channel: Channel };

/** Freezes a list, and what would become of each person on it. Nothing is sent before somebody presses Send. Returns the draft's id. */
export async function draftRun({ db }: Needs, operator: Operator, wanted: Wanted): Promise<Outcome<string>> {
  return transaction(db, async (tx) => {
    const denied = (await denyList(tx, operator, wanted.source)) ?? (await denyPlace(tx, operator, wanted.place));
    if (denied) return refuse(denied);
    const settings = await readSettings(tx, operator.companyId);
    if (!settings[`channel.${wanted.channel}.enabled`]) return refuse({ code: 'channel-off', channel: wanted.channel });

    const list = await readList(tx, operator, wanted);
    if (!list.ok) return list;

    const threadId = await openThread(tx, operator.companyId, wanted.place);
    const { channel } = wanted;
    const runId = await openDraft(tx, { operator, channel, source: kept(wanted.source), threadId, ...list.value });
    return done(runId);
  });
}

/** The addresses of a group stand in the rows of its list, and nowhere else. */
function kept(source: ListSource): RunSource {
  if (source.kind !== 'group') return source;
  const { kind, group, leftOut } = source;
  return { kind, group, leftOut };
}

async function denyList(tx: Tx, operator: Operator, source: ListSource): Promise<Refusal | undefined> {
  const denied = await deny(tx, operator, 'run-invitations');
  return denied ?? (source.kind === 'units' ? deny(tx, operator, 'view-org-units') : undefined);
}

type List = { title: string; importId?: string; freeze(runId: string): Promise<unknown> };

async function readList(tx: Tx, { companyId }: Operator, { source, channel, place }: Wanted): Promise<Outcome<List>> {
  if (source.kind === 'group') {
    if (!isTheirs(source.group, { place })) return refuse({ code: 'group-not-found' });
    const freeze = (runId: string) => freezeGroup(tx, { companyId, runId, channel }, source.emails);
    return done({ title: `@${source.group.name}`, freeze });
  }
  if (source.kind === 'units') {
    const units = await unitsChosen(tx, companyId, source);
    if (!units) return refuse({ code: 'unit-not-found' });
    const title = units.paths.join(', ') + (source.withSubUnits ? ' and below' : '');
    return done({ title, freeze: (runId) => freezeUnits(tx, { companyId, runId, channel }, units.ids) });
  }

  const { importId } = source;
  const found = await importForRun(tx, companyId, importId);
  if (!found) return refuse({ code: 'import-not-found' });
  if (found.state !== 'applied') return refuse({ code: 'import-moved-on', state: found.state });
  const title = `${found.fileName}, ${day.format(found.createdAt)}`;
  return done({ title, importId, freeze: (runId) => freezeImport(tx, { companyId, runId, channel }, importId) });
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
