import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findPerson } from '#core/directory/find-person.ts';
import { listNumbers } from '#core/directory/list-numbers.ts';
import { findInvitation } from '#core/link/find-invitation.ts';
import { listRuns } from '#core/runs/list-runs.ts';
import { queueView } from '#core/runs/queue-view.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { changeSetting } from '#core/settings/change-setting.ts';
import { runEvidence } from '#core/store/run-evidence.ts';
import { runRows } from '#core/store/run-rows.ts';
import { SmtpUrl } from '#jobs/mail/config.ts';
import { sendLoginMails } from '#jobs/send-login-mails.ts';
import { anAppliedImport } from '#test/harness/builders/imports.ts';
import { jobContext, tokenIn, workOff } from '#test/harness/builders/jobs.ts';
import { accepted, aList, aPendingRun, cardOf, draftOf, report, set } from '#test/harness/builders/runs.ts';
import { makeSendingWorld } from '#test/harness/builders/sending.ts';
import { type Sink, startSink } from '#test/harness/sink.ts';
import type { World } from '#test/harness/world.ts';

const INBOX = 'training@acme.test';

let world: World;
let sink: Sink;

beforeEach(async () => {
  world = await makeSendingWorld();
  sink = await startSink();
});
afterEach(async () => {
  await sink.stop();
  await world.close();
});

const sent = () => workOff(world, jobContext(world, sink));
const recipients = () => sink.received().map(({ rcpt }) => rcpt);
/** Quoted-printable as a mail program reads it. */
const words = (raw: string) =>
  Buffer.from(
    raw.replaceAll('=\r\n', '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

it('mails the inbox instead of the people, in envelope and header, and says for whom each mail was meant', async () => {
  await set(world, 'rehearsal', INBOX);
  await aPendingRun(world, 3);

  await sent();

  expect(recipients()).toEqual([INBOX, INBOX, INBOX]);
  const [first] = sink.received();
  const letter = words(first?.raw ?? '');
  expect(letter).toMatch(/^To: training@acme\.test\r$/m);
  expect(letter).toMatch(/^Subject: \[Rehearsal\] /m);
  expect(letter).toContain('Rehearsal: this mail would have gone to Pia');
  expect(letter).not.toMatch(/p[123]\.l\d+@acme/);
});

it('blames nobody when the inbox is refused: their addresses were never tried', async () => {
  sink.strike([{ at: 'rcpt', does: '550 5.1.1 no such inbox' }]);
  await set(world, 'rehearsal', INBOX);
  const { id } = await aPendingRun(world, 3);

  await sent();

  expect(await report(world, id)).toMatchObject({
    state: 'completed',
    reasons: [{ outcome: 'fail', reason: 'MAIL_SERVER_FAILED', people: 3 }],
    retryable: 3,
  });
});

it('claims of nobody whom it rehearsed that they are invited', async () => {
  await set(world, 'rehearsal', INBOX);
  const importId = await aList(world, 3);
  const source = { kind: 'import' as const, importId };
  const rehearsed = await draftOf(world, source);
  accepted(await sendRun(world, world.requester, cardOf(rehearsed)));
  await sent();
  await set(world, 'rehearsal', 'off');

  const real = await draftOf(world, source);
  const rows = await runRows(world.db, {
    ...{ companyId: world.companyId, runId: rehearsed.id, states: [] },
    after: 0,
    most: 9,
  });
  const [{ email } = { email: null }] = rows;
  const person = accepted(await findPerson(world, world.requester, email ?? ''));
  const { numbers } = accepted(await listNumbers(world, world.requester, { filter: '' }));

  expect(real.forecast).toEqual({ invite: 3, skip: 0, fail: 0 });
  expect(real.rehearsal).toBeUndefined();
  expect(rows.map(({ link }) => link)).toEqual([null, null, null]);
  expect(person.links).toEqual([]);
  expect(person.invitations).toContainEqual(expect.objectContaining({ state: 'sent', isRehearsal: true }));
  expect(numbers.flatMap(({ links }) => links)).toEqual([]);
  expect(await runEvidence(world.db, world.companyId, rehearsed.id)).toMatchObject({ rehearsal: true });
  expect(accepted(await listRuns(world, world.requester))).toMatchObject([
    { isRehearsal: false },
    { isRehearsal: true },
  ]);
});

it('stays a rehearsal once it is confirmed, and a real run stays real, whatever the setting says by then', async () => {
  await set(world, 'rehearsal', INBOX);
  const rehearsed = await aPendingRun(world, 2);
  const off = accepted(await changeSetting(world, world.requester, { key: 'rehearsal', value: 'off' }));
  const real = await aPendingRun(world, 2);
  const on = accepted(await changeSetting(world, world.requester, { key: 'rehearsal', value: 'other@acme.test' }));
  const waiting = accepted(await queueView(world, world.requester)).waiting;

  await sent();

  expect([off.unmoved, on.unmoved]).toEqual([1, 2]);
  expect(waiting.map(({ id, isRehearsal }) => [id, isRehearsal])).toEqual([
    [rehearsed.id, true],
    [real.id, false],
  ]);
  expect(recipients().filter((to) => to === INBOX)).toHaveLength(2);
  expect(recipients().filter((to) => /^p\d+\.l\d+@acme\.test$/.test(to))).toHaveLength(2);
  expect((await report(world, rehearsed.id)).rehearsal).toBe('t•••@acme.test');
});

it('starts nothing from a card that was drafted before the setting changed', async () => {
  await set(world, 'rehearsal', INBOX);
  const shown = await draftOf(world, { kind: 'import', importId: await aList(world, 2) });
  await set(world, 'rehearsal', 'off');

  const pressed = await sendRun(world, world.requester, cardOf(shown));

  expect(pressed).toMatchObject({ ok: false, refusal: { code: 'card-out-of-date' } });
  expect((await report(world, shown.id)).rehearsal).toBeUndefined();
});

it('shows a draft anew that was made while the setting changed', async () => {
  const shown = await draftOf(world, { kind: 'import', importId: await aList(world, 2) });
  await world.db.$executeRaw`UPDATE run SET rehearsal = ${INBOX}`;

  const pressed = await sendRun(world, world.requester, cardOf(shown));
  const again = await report(world, shown.id);

  expect(pressed).toMatchObject({ ok: false, refusal: { code: 'card-out-of-date' } });
  expect(again.rehearsal).toBeUndefined();
  expect(await sendRun(world, world.requester, cardOf(again))).toMatchObject({ ok: true });
});

it('says on the page of its links that nobody is linked by them', async () => {
  await set(world, 'rehearsal', INBOX);
  await aPendingRun(world, 1);
  await sent();
  const [letter] = sink.received();

  const found = await findInvitation(world.db, letter ? tokenIn(letter) : '');

  expect(found).toMatchObject({ standing: 'valid', isRehearsal: true, linked: false });
});

it('sends login mails to the inbox, and the real ones with the next list', async () => {
  const list = 'email,first_name\nann@y.test,Ann\nbob@y.test,Bob\n';
  const needs = {
    ...{ db: world.db, log: pino({ level: 'silent' }), stopping: new AbortController().signal },
    mail: { smtp: SmtpUrl.parse(sink.url), from: { address: 'muster@acme.test' } },
  };
  const promise = async () => {
    const { id } = await anAppliedImport(world, list, { sendLoginMail: true });
    await sendLoginMails({ companyId: world.companyId, importId: id }, needs);
  };
  await set(world, 'rehearsal', INBOX);
  await promise();
  await promise();
  await set(world, 'rehearsal', 'off');
  const rehearsed = recipients();

  await promise();
  await promise();

  expect(rehearsed).toEqual([INBOX, INBOX]);
  expect(words(sink.received()[0]?.raw ?? '')).toContain('Rehearsal: this mail would have gone to Ann (a•••@y.test)');
  expect(recipients().slice(2).sort()).toEqual(['ann@y.test', 'bob@y.test']);
});

it('keeps the address of the inbox out of the audit trail', async () => {
  await set(world, 'rehearsal', INBOX);

  const entries = await world.db.$queryRaw<
    { facts: unknown }[]
  >`SELECT facts FROM audit_entry WHERE subject_id = 'rehearsal'`;

  expect(entries).toEqual([{ facts: { before: 'off', after: 't•••@acme.test' } }]);
});
