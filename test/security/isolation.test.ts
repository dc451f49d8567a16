import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPeople } from '#core/audit/read-people.ts';
import { readTrail } from '#core/audit/read-trail.ts';
import { takeAudit } from '#core/audit/take-audit.ts';
import { takeEvidence } from '#core/audit/take-evidence.ts';
import { verifyAudit } from '#core/audit/verify-audit.ts';
import { makeConnectCode } from '#core/connect/make-code.ts';
import { deny } from '#core/deny.ts';
import { denyPlace, isPrivatePlace } from '#core/deny-place.ts';
import { grantGroup, revokeGroup } from '#core/directory/change-group-permission.ts';
import { changePermission } from '#core/directory/change-permission.ts';
import { erasePerson, previewErasure } from '#core/directory/erase-person.ts';
import { exportPeople } from '#core/directory/export-people.ts';
import { findPerson } from '#core/directory/find-person.ts';
import { groupChanged } from '#core/directory/group-changed.ts';
import { keepToldGroups } from '#core/directory/keep-told-groups.ts';
import { listGrants } from '#core/directory/list-grants.ts';
import { listNumbers } from '#core/directory/list-numbers.ts';
import { listUnits } from '#core/directory/list-units.ts';
import { may } from '#core/directory/may.ts';
import { mayBegin } from '#core/directory/may-begin.ts';
import { progressBy } from '#core/directory/progress-by.ts';
import { getToKnow, recognise } from '#core/directory/recognise.ts';
import { suggestUnits } from '#core/directory/suggest-units.ts';
import { timeZoneOf } from '#core/directory/time-zone-of.ts';
import { whatMay } from '#core/directory/what-may.ts';
import { homeOf } from '#core/home/home-of.ts';
import { openHome } from '#core/home/open-home.ts';
import { recentFunnel } from '#core/home/recent-funnel.ts';
import { applyImport } from '#core/imports/apply-import.ts';
import { checkUpload } from '#core/imports/check-import.ts';
import { forgetFile, keepHere, moveToPrivate } from '#core/imports/decide-held.ts';
import { discardImport } from '#core/imports/discard-import.ts';
import { holdFile } from '#core/imports/hold-file.ts';
import { importDetails } from '#core/imports/import-details.ts';
import { keepUpload } from '#core/imports/keep-upload.ts';
import { listImports } from '#core/imports/list-imports.ts';
import { listToInvite } from '#core/imports/list-to-invite.ts';
import { receive, receiveImport } from '#core/imports/receive-import.ts';
import { suggestLists } from '#core/imports/suggest-lists.ts';
import { uploadRemoved } from '#core/imports/upload-removed.ts';
import { whyNotDecided } from '#core/imports/why-not-decided.ts';
import { kindOf } from '#core/kind-of.ts';
import type { Operator, Place } from '#core/operator.ts';
import { approvalOf, approvalsNeeded } from '#core/runs/approval-of.ts';
import { approveRun } from '#core/runs/approve-run.ts';
import { askApprovers } from '#core/runs/ask-approvers.ts';
import { cancelRun } from '#core/runs/cancel-run.ts';
import { deferRun } from '#core/runs/defer-run.ts';
import { discardRun } from '#core/runs/discard-run.ts';
import { draftRun } from '#core/runs/draft-run.ts';
import { endQuiet } from '#core/runs/end-quiet.ts';
import { endStoppedRun } from '#core/runs/end-stopped-run.ts';
import { admitDue, enterQueue } from '#core/runs/enter-queue.ts';
import { expectationOf } from '#core/runs/expectation-of.ts';
import { findRunTyped } from '#core/runs/find-run-typed.ts';
import { finish, finishRun } from '#core/runs/finish-run.ts';
import { followLimit } from '#core/runs/follow-limit.ts';
import { giveUpRun } from '#core/runs/give-up-run.ts';
import { groupToRead } from '#core/runs/group-to-read.ts';
import { holdRun } from '#core/runs/hold-run.ts';
import { joinRun } from '#core/runs/join-run.ts';
import { leaveRun } from '#core/runs/leave-run.ts';
import { leftAfter } from '#core/runs/left-after.ts';
import { listRuns } from '#core/runs/list-runs.ts';
import { lookAtRun } from '#core/runs/look-at-run.ts';
import { pauseItself, pauseRun, stopItself } from '#core/runs/pause-run.ts';
import { placeInQueue } from '#core/runs/place-in-queue.ts';
import { problemRows } from '#core/runs/problem-rows.ts';
import { queueView } from '#core/runs/queue-view.ts';
import { quietOf } from '#core/runs/quiet-of.ts';
import { rehearse } from '#core/runs/rehearse.ts';
import { rejectRun } from '#core/runs/reject-run.ts';
import { resumeRun } from '#core/runs/resume-run.ts';
import { retryRun } from '#core/runs/retry-run.ts';
import { retryableOf } from '#core/runs/retryable-of.ts';
import { ringFor } from '#core/runs/ring-for.ts';
import { runDetails } from '#core/runs/run-details.ts';
import { runLog } from '#core/runs/run-log.ts';
import { runReport } from '#core/runs/run-report.ts';
import { runStatus } from '#core/runs/run-status.ts';
import { ringAt } from '#core/runs/schedule-run.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { showProgress } from '#core/runs/show-progress.ts';
import { splitRun } from '#core/runs/split-run.ts';
import { startNextRun } from '#core/runs/start-next-run.ts';
import { startsIn } from '#core/runs/starts-in.ts';
import { takeOver } from '#core/runs/take-over.ts';
import { tellDecision } from '#core/runs/tell-decision.ts';
import { tellStart } from '#core/runs/tell-start.ts';
import { tellSummary } from '#core/runs/tell-summary.ts';
import { tryRun, waitForLook } from '#core/runs/try-run.ts';
import { whoDiffers } from '#core/runs/who-differs.ts';
import { reserveMails } from '#core/sending/reserve-mails.ts';
import { changeSetting } from '#core/settings/change-setting.ts';
import { channelToSet } from '#core/settings/channel-to-set.ts';
import { listSettings, settingsInForce } from '#core/settings/list-settings.ts';
import { tooFewApprovers } from '#core/settings/too-few-approvers.ts';
import { askTestMail } from '#core/setup/ask-test-mail.ts';
import { offerSetup } from '#core/setup/offer-setup.ts';
import { passStep } from '#core/setup/pass-step.ts';
import { readSetup, setupOf } from '#core/setup/setup-of.ts';
import { addCompany, addWorkspace } from '#core/store/companies.ts';
import type { Profile } from '#core/store/operators.ts';
import { runFacts } from '#core/store/run-reports.ts';
import { keepSetting } from '#core/store/settings.ts';
import { runTyped, subjectKind } from '#core/store/subjects.ts';
import { aCheckedImport, anAppliedImport, aReceivedImport } from '../harness/builders/imports.ts';
import { accepted, aDraft, aPendingRun, set } from '../harness/builders/runs.ts';
import { makeWorld, type World } from '../harness/world.ts';

// A has one of everything; B owns another company in the same database and knows every id of A.
let world: World;
let stranger: Operator;
let theirPlace: Place;
let ids: {
  held: string;
  thread: string;
  checked: string;
  received: string;
  applied: string;
  unit: string;
  runs: Record<string, string>;
};
beforeAll(async () => {
  world = await makeWorld();
  stranger = await anotherCompany(world);
  ids = await fill(world);
});
afterAll(() => world.close());

const people =
  'username,email,first_name,mobile_phone,org_unit\n' +
  'ida,ida@acme.test,Ida,+447400100001,Markets / Rates\njon,jon@acme.test,Jon,+447400100002,Markets\n';

async function fill(of: World) {
  const checked = (await aCheckedImport(of, people.replaceAll('acme.test', 'next.test'))).id;
  const received = await aReceivedImport(of, { sourceKey: 'slack.C1.1.F1' });
  const applied = (await anAppliedImport(of, people)).id;
  const told = { id: 'S0ACME', name: 'acme-approvers', members: ['U0CLEO'], isGone: false };
  accepted(await grantGroup(of, of.requester, { where: of.place, told, ageMs: 0, permission: 'approve-runs' }));
  const [unit] = await of.db.orgUnit.findMany({ where: { companyId: of.companyId }, take: 1 });
  const draft = await aDraft(of, 2);
  await set(of, 'run.max-records', '1');
  const tooLong = await aDraft(of, 3);
  await set(of, 'run.max-records', '100');
  await set(of, 'approval.policy', 'other-person-over:0');
  const asked = await aPendingRun(of, 2);
  await set(of, 'approval.policy', 'none');
  const pending = await aPendingRun(of, 2);
  const runs = { draft: draft.id, tooLong: tooLong.id, asked: asked.id, pending: pending.id };
  const { threadId: thread } = await of.db.run.findFirstOrThrow({ where: { id: draft.id } });
  accepted(await holdFile(of, of.requester, { ...aFile, place: of.place, audience }));
  const { id: held } = await of.db.heldFile.findFirstOrThrow();
  return { held, thread, checked, received, applied, unit: unit?.id ?? '', runs };
}

async function anotherCompany({ db }: World): Promise<Operator> {
  const companyId = await addCompany(db, 'Stranger Ltd');
  theirPlace = { platform: 'slack', workspaceId: 'T0STRANGE', conversation: 'C0THEIRS' };
  await addWorkspace(db, companyId, { platform: 'slack', externalId: 'T0STRANGE', name: 'Stranger Ltd' });
  const profile = { platform: 'slack', workspaceId: 'T0STRANGE', userId: 'U0ANA', name: 'Stefan' };
  return accepted(
    await recognise({ db }, { ...profile, email: 'ana@acme.test', isAdmin: true, standing: 'colleague' }),
  );
}

/** Every row that belongs to A, in every table. */
async function everythingOf({ db, companyId }: World): Promise<string> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'company_id' ORDER BY 1`;
  const parts: string[] = [];
  for (const { name } of tables) {
    const rows = await db.$queryRawUnsafe<{ row: string }[]>(
      `SELECT to_jsonb(t)::text AS row FROM "${name}" t WHERE company_id = $1::uuid ORDER BY 1`,
      companyId,
    );
    parts.push(`${name}\n${rows.map(({ row }) => row).join('\n')}`);
  }
  const promised = await db.$queryRaw<unknown[]>`
    SELECT queue, name, data FROM outbox WHERE data->>'companyId' = ${companyId} ORDER BY id`;
  const company = await db.company.findUnique({ where: { id: companyId } });
  return [...parts, JSON.stringify(promised), String(company?.lastSeq), String(company?.fence)].join('\n');
}

type Attempt = (db: World['db']) => Promise<unknown>;
const theirs = () => ({ companyId: stranger.companyId });
const theirProfile: Profile = {
  ...{ platform: 'slack', workspaceId: 'T0STRANGE', userId: 'U0BEN', name: 'Stefan', email: 'stefan@strange.test' },
  ...{ isAdmin: false, standing: 'colleague' },
};

// The key is that of a file of A.
const aFile = {
  ...{ upload: {}, fileName: 'staff.csv', sourceKey: 'slack.C1.1.F1', heldKey: 'slack.C1.1.F1' },
  ...{ addNumbers: true, sendLoginMail: false },
};
const audience = { isKnown: true, isPublic: true, members: 500, isShared: true };

// The same id as a group of A, with the people of A in it.
const theirGroup = { id: 'S0ACME', name: 'theirs', members: ['U0ANA', 'U0BEN', 'U0CLEO'], isGone: false };
const card = (id: string) => ({ id, version: 1 });
const held = () => ({ ...theirs(), runId: ids.runs['pending'] ?? '', fence: 1n });
const sender = () => ({ claim: randomUUID(), host: 'elsewhere', pid: 1 });
const share = () => ({ ...held(), ...sender(), slot: 1 });
const onEveryRun =
  (act: (db: World['db'], run: { id: string; version: number }) => Promise<unknown>): Attempt =>
  async (db) => {
    const answers: unknown[] = [];
    for (const id of Object.values(ids.runs)) {
      for (const version of [1, 2, 3]) answers.push(await act(db, { id, version }));
    }
    return answers;
  };

/** Everything that a use case can be asked for, each with the ids of A in the hands of B. */
const attempts: Record<string, Attempt> = {
  approveRun: onEveryRun((db, run) => approveRun({ db }, stranger, run)),
  cancelRun: onEveryRun((db, run) => cancelRun({ db }, stranger, run)),
  discardRun: onEveryRun((db, run) => discardRun({ db }, stranger, run)),
  rejectRun: onEveryRun((db, run) => rejectRun({ db }, stranger, { ...run, reason: 'mine' })),
  retryRun: onEveryRun((db, run) => retryRun({ db }, stranger, run)),
  sendRun: onEveryRun((db, run) => sendRun({ db }, stranger, run)),
  splitRun: onEveryRun((db, run) => splitRun({ db }, stranger, run)),
  runDetails: onEveryRun((db, { id }) => runDetails({ db }, stranger, { runId: id, page: 1 })),
  lookAtRun: onEveryRun((db, { id }) => lookAtRun({ db }, stranger, id)),
  runLog: onEveryRun((db, { id }) => runLog({ db }, stranger, id)),
  runReport: onEveryRun((db, { id }) => runReport(db, stranger.companyId, id)),
  runTyped: onEveryRun((db, { id }) => runTyped(db, stranger.companyId, id)),
  subjectKind: onEveryRun((db, { id }) => subjectKind(db, stranger.companyId, id)),
  findRunTyped: onEveryRun((db, { id }) => findRunTyped({ db }, stranger, id.slice(0, 8))),
  runStatus: onEveryRun((db, { id }) => runStatus({ db }, stranger, id)),
  listRuns: (db) => listRuns({ db }, stranger),
  queueView: (db) => queueView({ db }, stranger),
  draftRun: async (db) => [
    await draftRun({ db }, stranger, {
      place: theirPlace,
      channel: 'whatsapp',
      source: { kind: 'import', importId: ids.applied },
    }),
    await draftRun({ db }, stranger, {
      place: theirPlace,
      channel: 'whatsapp',
      source: { kind: 'units', unitIds: [ids.unit], withSubUnits: true },
    }),
  ],
  finishRun: (db) => finishRun(db, held()),
  giveUpRun: (db) => giveUpRun(db, held()),
  leaveRun: (db) => leaveRun(db, share()),
  joinRun: (db) => joinRun(db, share(), sender()),
  deferRun: (db) => deferRun(db, held()),
  pauseItself: (db) => pauseItself(db, share(), 'mail-server-login'),
  pauseRun: onEveryRun((db, { id, version }) => pauseRun({ db }, stranger, { id, version })),
  resumeRun: onEveryRun((db, { id, version }) => resumeRun({ db }, stranger, { id, version })),
  showProgress: (db) => showProgress(db, held()),
  startNextRun: (db) => startNextRun(db, stranger.companyId),
  takeOver: (db) => takeOver(db, { ...share(), ...sender(), expired: false }),
  applyImport: (db) => applyImport({ db }, stranger, card(ids.checked)),
  discardImport: (db) => discardImport({ db }, stranger, card(ids.checked)),
  importDetails: (db) => importDetails({ db }, stranger, { importId: ids.checked, page: 1 }),
  listToInvite: (db) => listToInvite({ db }, stranger, ids.applied),
  listImports: (db) => listImports({ db }, stranger),
  suggestLists: (db) => suggestLists({ db }, stranger, ''),
  keepUpload: (db) =>
    keepUpload({ db, secrets: world.secrets }, { ...theirs(), importId: ids.received }, Buffer.from('x')),
  checkUpload: (db) => checkUpload({ db, unseal: world.secrets.unseal }, { ...theirs(), importId: ids.received }),
  exportPeople: async (db) => collect(accepted(await exportPeople({ db }, stranger))),
  progressBy: async (db) => [await progressBy({ db }, stranger, 'unit'), await progressBy({ db }, stranger, 'day')],
  timeZoneOf: (db) => timeZoneOf({ db }, { ...stranger, place: world.place }),
  groupToRead: onEveryRun((db, { id }) => groupToRead({ db }, stranger, id)),
  admitDue: (db) => admitDue(db, stranger.companyId),
  ringAt: (db) => ringAt(db, { ...held(), at: new Date() }),
  findPerson: async (db) => [
    await findPerson({ db }, stranger, 'ida@acme.test'),
    await findPerson({ db }, stranger, '+447400100001'),
  ],
  listNumbers: (db) => listNumbers({ db }, stranger, { filter: '' }),
  listUnits: (db) => listUnits({ db }, stranger),
  suggestUnits: (db) => suggestUnits({ db }, stranger, { typed: '', most: 10 }),
  changePermission: (db) =>
    changePermission({ db }, stranger, 'grant', { platform: 'slack', person: 'U0BEN', permission: 'approve-runs' }),
  grantGroup: (db) =>
    grantGroup({ db }, stranger, { where: theirPlace, told: theirGroup, ageMs: 0, permission: 'approve-runs' }),
  revokeGroup: async (db) => [
    await revokeGroup({ db }, stranger, { where: theirPlace, group: 'S0ACME', permission: 'approve-runs' }),
    await revokeGroup({ db }, stranger, { where: world.place, group: 'S0ACME', permission: 'approve-runs' }),
  ],
  groupChanged: (db) => groupChanged({ db }, { platform: 'slack', workspaceId: 'T0STRANGE', group: 'S0ACME' }),
  keepToldGroups: (db) =>
    keepToldGroups(
      { db },
      { ...theirs(), platform: 'slack', workspaceId: 'T0ACME' },
      { groups: [theirGroup], ageMs: 0 },
    ),
  listGrants: (db) => listGrants({ db }, stranger),
  listSettings: (db) => listSettings({ db }, stranger),
  changeSetting: (db) => changeSetting({ db }, stranger, { key: 'run.max-records', value: '7' }),
  verifyAudit: (db) => verifyAudit({ db }, stranger),
  takeAudit: async (db) => collect(accepted(await takeAudit({ db }, stranger, {}))),
  takeEvidence: onEveryRun((db, { id }) => takeEvidence({ db }, stranger, id, async (evidence) => evidence)),
  channelToSet: (db) => channelToSet({ db }, stranger, { key: 'approval.channel', value: '#C0GENERAL' }),
  whatMay: (db) => whatMay({ db }, stranger),
  makeConnectCode: (db) => makeConnectCode({ db }, stranger),
  askTestMail: (db) => askTestMail({ db }, stranger, theirPlace),
  offerSetup: (db) => offerSetup({ db }, stranger, theirPlace),
  passStep: (db) => passStep({ db }, stranger, 'name'),
  setupOf: (db) => setupOf({ db }, stranger),
  readSetup: (db) => readSetup(db, stranger.companyId),
  problemRows: onEveryRun(async (db, { id }) =>
    problemRows(db, stranger.companyId, { ...(await factsOf(id)), startedAt: new Date(), endedAt: new Date() }),
  ),
  previewErasure: async (db) => [
    await previewErasure({ db }, stranger, 'ida@acme.test'),
    await previewErasure({ db }, stranger, '+447400100001'),
  ],
  erasePerson: async (db) => [
    await erasePerson({ db }, stranger, 'ida@acme.test'),
    await erasePerson({ db }, stranger, '+447400100001'),
  ],
  keepHere: (db) => keepHere({ db }, stranger, ids.held),
  moveToPrivate: (db) => moveToPrivate({ db }, stranger, { id: ids.held, place: theirPlace }),
  forgetFile: (db) => forgetFile({ db }, stranger, ids.held),
  holdFile: (db) => holdFile({ db }, stranger, { ...aFile, fileName: 'x.csv', place: theirPlace, audience }),
  receive: (db) => receive(db, stranger, { ...aFile, fileName: 'x.csv', place: theirPlace }),
  uploadRemoved: (db) => uploadRemoved({ db }, { ...theirs(), importId: ids.received }, 'gone'),
  tryRun: onEveryRun((db, run) => tryRun({ db }, stranger, run)),
  waitForLook: (db) => waitForLook(db, held()),
  kindOf: onEveryRun((db, { id }) => kindOf({ db }, stranger, id)),
  homeOf: (db) => homeOf({ db }, stranger),
  recentFunnel: (db) => recentFunnel(db, stranger.companyId),
  openHome: (db) => openHome({ db }, stranger, { place: world.place, userId: 'U0BEN' }),
  settingsInForce: (db) => settingsInForce(db, stranger.companyId),
  tooFewApprovers: (db) => tooFewApprovers(db, stranger.companyId, 'approval.policy'),
  deny: (db) => deny(db, { ...stranger, id: world.requester.id }, 'view-runs'),
  denyPlace: (db) => denyPlace(db, stranger, world.place),
  isPrivatePlace: (db) => isPrivatePlace(db, stranger.companyId, world.place),
  recognise: (db) => recognise({ db }, theirProfile),
  getToKnow: (db) => getToKnow({ db }, [theirProfile]),
  readPeople: onEveryRun((db, { id }) => collect(readPeople(db, { ...theirs(), runId: id, seesUnits: true }))),
  readTrail: onEveryRun((db, { id }) => collect(readTrail(db, { ...theirs(), subjectIds: [id] }))),
  whyNotDecided: (db) => whyNotDecided(db, stranger, card(ids.checked)),
  reserveMails: (db) => reserveMails(db, stranger.companyId, 0),
  holdRun: onEveryRun((db, run) => holdRun(db, stranger, run, { needs: 'view-runs', states: ['draft', 'pending'] })),
  expectationOf: onEveryRun(async (db, { id }) => {
    const over = { ...(await factsOf(id)), state: 'completed' as const, endedAt: new Date(), rehearsal: null };
    return expectationOf(db, stranger.companyId, over, { invited: 1, skipped: 0, failed: 0, unknown: 0, cancelled: 0 });
  }),
  approvalOf: onEveryRun(async (db, { id }) => approvalOf(db, stranger.companyId, await factsOf(id))),
  approvalsNeeded: onEveryRun((db, { id }) => approvalsNeeded(db, stranger.companyId, id)),
  quietOf: onEveryRun(async (db, { id }) => {
    await keepSetting(db, stranger, 'quiet-hours', '00:00-23:59');
    return quietOf(db, stranger.companyId, await factsOf(id), 1);
  }),
  endQuiet: (db) => endQuiet(db, stranger.companyId, { from: 0, to: 1_439 }),
  leftAfter: onEveryRun(async (db, { id }) => leftAfter(db, stranger.companyId, await factsOf(id))),
  placeInQueue: onEveryRun(async (db, { id }) => placeInQueue(db, stranger.companyId, await factsOf(id))),
  retryableOf: onEveryRun(async (db, { id }) => {
    const { channel } = await factsOf(id);
    return [...(await retryableOf(db, stranger.companyId, { ...(await factsOf(id)), channel }, [])).keys()];
  }),
  whoDiffers: onEveryRun((db, { id }) => whoDiffers(db, stranger.companyId, id)),
  startsIn: (db) => startsIn(db, stranger.companyId, []),
  endStoppedRun: onEveryRun((db, { id }) => endStoppedRun(db, { ...theirs(), runId: id }, { by: stranger })),
  stopItself: onEveryRun((db, { id }) => stopItself(db, { ...theirs(), runId: id }, 'tried')),
  finish: (db) => finish(db, held()),
  enterQueue: onEveryRun((db, { id }) => enterQueue(db, stranger.companyId, id)),
  ringFor: (db) => ringFor(db, { ...held(), slot: 1 }),
  followLimit: (db) => followLimit(db, stranger.companyId, 1),
  rehearse: (db) => rehearse(db, stranger.companyId, 'theirs@strange.test'),
  askApprovers: onEveryRun((db, { id }) =>
    orForbidden(askApprovers(db, stranger.companyId, { id, threadId: ids.thread })),
  ),
  tellDecision: onEveryRun((db, { id }) =>
    orForbidden(tellDecision(db, stranger.companyId, { id, threadId: ids.thread })),
  ),
  tellStart: onEveryRun((db, { id }) => orForbidden(tellStart(db, stranger.companyId, id))),
  tellSummary: onEveryRun((db, { id }) =>
    orForbidden(tellSummary(db, { ...theirs(), runId: id, threadId: ids.thread })),
  ),
  mayBegin: (db) => mayBegin({ db }, stranger, 'import-members'),
  may: (db) => may({ db }, stranger, 'view-runs'),
  receiveImport: (db) =>
    receiveImport({ db }, stranger, {
      place: theirPlace,
      upload: {},
      fileName: 'x.csv',
      sourceKey: 'slack.C1.1.F1',
      addNumbers: true,
      sendLoginMail: false,
    }),
};

/** What names a thread of A in the name of B is refused by a foreign key: each begins with the company. */
const orForbidden = (work: Promise<unknown>) =>
  work.catch((error: unknown) => /foreign key/i.test(String(error)) || Promise.reject(error));

async function factsOf(runId: string) {
  const facts = await runFacts(world.db, world.companyId, runId);
  if (!facts) throw new Error('A has no such run');
  return facts;
}

async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

/** What came back, without the words that were asked for. */
function told(answer: unknown): string {
  const own = (key: string, value: unknown) => (key === 'asked' ? undefined : value);
  return JSON.stringify(answer, (key, value) => (typeof value === 'bigint' ? String(value) : own(key, value))) ?? '';
}

it.each(Object.keys(attempts))('%s finds nothing of another company and changes nothing there', async (name) => {
  const before = await everythingOf(world);

  const answer = told(await attempts[name]?.(world.db));

  expect(await everythingOf(world)).toBe(before);
  expect(answer).not.toMatch(
    /acme\.test|next\.test|4474001000|Markets|Ida|Jon|Acme|acme-approvers|list\.csv|staff\.csv|Ben/,
  );
  expect(answer).not.toContain(world.companyId);
});

it('had something to find', async () => {
  const states = (await world.db.run.findMany({ where: { companyId: world.companyId } })).map(({ state }) => state);

  expect(states.sort()).toEqual(['awaiting_approval', 'draft', 'draft', 'pending']);
  expect(await everythingOf(world)).toMatch(/ida@acme\.test/);
});

it('answers the same for an id of another company as for one that is nobody’s', async () => {
  const nobodys = randomUUID();
  const run = ids.runs['draft'] ?? '';
  const ask = async (runId: string, importId: string) => [
    await sendRun(world, stranger, card(runId)),
    await runDetails(world, stranger, { runId, page: 1 }),
    await runLog(world, stranger, runId),
    await applyImport(world, stranger, card(importId)),
    await importDetails(world, stranger, { importId, page: 1 }),
  ];

  expect(await ask(run, ids.checked)).toEqual(await ask(nobodys, nobodys));
});

it('takes nobody for a colleague who has the same user id or address in another workspace', async () => {
  const { requester } = world;

  expect(stranger.companyId).not.toBe(world.companyId);
  expect(stranger.id).not.toBe(requester.id);
});

it('opens a sealed file for its own import alone', () => {
  const { seal, unseal } = world.secrets;
  const file = seal(Buffer.from('email\n'), `import-file/${world.companyId}/${ids.received}`);

  expect(() => unseal(file, `import-file/${stranger.companyId}/${ids.received}`)).toThrow();
  expect(() => unseal(file, `import-file/${world.companyId}/${ids.checked}`)).toThrow();
});

/** What takes nobody's id: it works for all companies by a rule, or for whoever shows a secret. */
const forAll = new Set([
  ...['startRelay', 'openSending', 'recallDeferredRuns', 'endForgottenRuns', 'expireDrafts', 'remindApprovers'],
  ...['purgePeople', 'expireImports', 'seeToUploads', 'admitDueRuns'],
  // test/installing: each installation by the name of its own workspace, which Slack has signed.
  ...['foundCompany', 'install', 'takeState', 'findInstallation', 'renewTokens', 'endInstallation'],
  // test/security/link-page.test.ts: by the token of a private link.
  'findInvitation',
  // test/bot/teams: each conversation by the name of its own tenant, which Teams has signed.
  ...['findService', 'findUsers', 'findChannels', 'rememberChat', 'forgetChat'],
  // test/bot/upload-page.test.ts: by a ticket that we have sealed for one person and one conversation.
  ...['receiveUpload', 'uploadPage'],
  // test/core/connect.test.ts: by the code that an owner of the other company has made.
  'takeConnectCode',
]);

/** What is handed a run or a list that its caller has found in the operator's own company, and asks for no other. */
const handed = new Set(['knownBy', 'openDraft', 'voidIfChanged', 'isShownWrong', 'ringForAll', 'keepUploadIn']);

it('has tried every use case there is', () => {
  const sources = readdirSync('core', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/^(store|process|database|queue|outbox)\//.test(name))
    .map((name) => readFileSync(`core/${name}`, 'utf8'));
  const useCases = sources.flatMap(exported).filter(({ takes }) => /\b(\w*Needs|Db|Tx)\b/.test(takes));

  const named = useCases.map(({ name }) => name);

  expect(named.length).toBeGreaterThan(90);
  expect(named.filter((name) => !(name in attempts) && !forAll.has(name) && !handed.has(name))).toEqual([]);
});

/** The functions that a file exports, with what they take. */
function exported(source: string): { name: string; takes: string }[] {
  return [...source.matchAll(/export (?:async )?function\*? (\w+)(?:<[^>]*>)?\(/g)].map((found) => {
    const from = found.index + found[0].length;
    let open = 1;
    let at = from;
    for (; open > 0 && at < source.length; at++) open += source[at] === '(' ? 1 : source[at] === ')' ? -1 : 0;
    return { name: found[1] ?? '', takes: source.slice(from, at - 1) };
  });
}
