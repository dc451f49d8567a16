import type { Channel } from '../channel.ts';
import type { Operator } from '../operator.ts';
import { audit } from '../store/audit.ts';
import { openCard } from '../store/cards.ts';
import type { Tx } from '../store/db.ts';
import { addDraft, sealDraft } from '../store/drafts.ts';
import { readSettings } from '../store/settings.ts';
import { shortTitle } from './short-title.ts';
import type { RunSource } from './source.ts';

type Draft = {
  operator: Operator;
  channel: Channel;
  source: RunSource;
  title: string;
  threadId: string;
  importId?: string;
  parentId?: string;
  /** Writes the people of the list. */
  freeze(runId: string): Promise<unknown>;
};

/** A draft with its frozen list, its fingerprint and its card. */
export async function openDraft(tx: Tx, { freeze, ...draft }: Draft): Promise<string> {
  const { companyId } = draft.operator;
  const { 'run.max-records': limit, rehearsal } = await readSettings(tx, companyId);
  const runId = await addDraft(tx, { ...draft, rehearsal, title: shortTitle(draft.title) });
  await freeze(runId);
  const { people, toInvite, listHash } = await sealDraft(tx, companyId, runId, limit);

  await openCard(tx, { companyId, subjectId: runId }, 'run', draft.threadId);
  await audit(
    tx,
    draft.operator,
    'run-drafted',
    { subject: 'run', id: runId },
    {
      ...{ people, toInvite, listHash },
      ...(draft.source.kind === 'group' && groupFacts(draft.source)),
    },
  );
  return runId;
}

const groupFacts = ({ group, leftOut }: Extract<RunSource, { kind: 'group' }>) => ({
  group: group.id,
  leftOut: Object.values(leftOut).reduce((sum, people) => sum + people, 0),
});
