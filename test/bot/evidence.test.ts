import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { packEvidence } from '#bot/evidence/pack.ts';
import { takeEvidence } from '#core/audit/take-evidence.ts';
import type { Operator } from '#core/operator.ts';
import { approveRun } from '#core/runs/approve-run.ts';
import { draftRun } from '#core/runs/draft-run.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { openSignature } from '#core/signature.ts';
import { anAppliedImport } from '#test/harness/builders/imports.ts';
import { jobContext, tokenIn, workOff } from '#test/harness/builders/jobs.ts';
import { accepted, aPendingRun, cardOf, refusalOf, report, set } from '#test/harness/builders/runs.ts';
import { makeSendingWorld } from '#test/harness/builders/sending.ts';
import { skipWithout } from '#test/harness/needs.ts';
import { type Sink, startSink } from '#test/harness/sink.ts';
import { unzip } from '#test/harness/unzip.ts';
import type { World } from '#test/harness/world.ts';

const list = `username,email,first_name,last_name,mobile_phone,org_unit
ida,ida@acme.test,Ida,Berg,+447400100001,Markets
jon,jon@acme.test,Jon,Dahl,+447400100002,Markets
kim,kim@acme.test,Kim,Ek,,Markets
ida,ida@acme.test,Ida,Berg,+447400100001,Markets
lea,not an address,Lea,Falk,+447400100003,Markets
`;
const signature = openSignature(Buffer.alloc(32, 7));
const madeAt = new Date('2026-11-22T14:32:00Z');

let world: World;
let sink: Sink;
let runId: string;
let files: Map<string, Buffer>;
beforeAll(async () => {
  world = await makeSendingWorld();
  sink = await startSink();
  sink.strike([{ at: 'rcpt', rcpt: 'jon@', does: '550 5.1.1 no such user' }]);
  const importId = (await anAppliedImport(world, list)).id;
  const { place } = world;
  const ana = { ...world.requester, place };
  runId = accepted(await draftRun(world, ana, { place, source: { kind: 'import', importId }, channel: 'whatsapp' }));
  accepted(await sendRun(world, ana, cardOf(await report(world, runId))));
  await workOff(world, jobContext(world, sink));
  files = unzip(await pack());
});
afterAll(async () => {
  await sink.stop();
  await world.close();
});

const take = (operator: Operator, run = runId.slice(0, 8)) =>
  takeEvidence(world, operator, run, (evidence) => packEvidence(evidence, { version: '1.2.3', signature, madeAt }));
const pack = async () => accepted(await take(world.requester));

const text = (name: string) => files.get(name)?.toString('utf8') ?? '';
const table = (name: string): Record<string, string>[] => parse(text(name), { bom: true, columns: true });
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

it('has everything in it that was asked, shown, sent and said', () => {
  expect([...files.keys()]).toEqual([
    ...['README.txt', 'run.json', 'rows.csv', 'mails.csv', 'links.csv', 'audit.csv'],
    ...['manifest.json', 'manifest.json.sig', 'public-key.pem'],
  ]);
});

it('tells the run: who asked, the file behind the list, the forecast and what came of it', async () => {
  const run = JSON.parse(text('run.json'));

  expect(run).toMatchObject({
    id: runId,
    title: expect.stringContaining('staff.csv'),
    state: 'completed',
    askedBy: { id: world.requester.id, name: 'Ana' },
    approvals: [],
    forecast: { people: 5, invite: 2, skip: 1, fail: 2 },
    totals: { invited: 1, skipped: 1, failed: 3, unknown: 0, cancelled: 0 },
    list: { fileName: 'staff.csv', fileBytes: Buffer.byteLength(list), fileHash: sha256(list), rows: { total: 5 } },
  });
  expect(Date.parse(run.startedAt)).toBeLessThanOrEqual(Date.parse(run.endedAt));
});

it('tells each person’s forecast and outcome apart', () => {
  const rows = table('rows.csv').map((row) => [
    row['Line'],
    row['Forecast'],
    row['Forecast Reason'],
    row['Outcome'],
    row['Reason'],
  ]);

  expect(rows).toEqual([
    ['2', 'queued', '', 'sent', ''],
    ['3', 'queued', '', 'failed', 'EMAIL_REJECTED'],
    ['4', 'failed', 'PHONE_NOT_PROVISIONED', 'failed', 'PHONE_NOT_PROVISIONED'],
    ['5', 'skipped', 'DUPLICATE_ROW', 'skipped', 'DUPLICATE_ROW'],
    ['6', 'failed', 'USER_NOT_FOUND', 'failed', 'USER_NOT_FOUND'],
  ]);
});

it('shows the list of which the card gave the hash', () => {
  const bare = (cell = '') => cell.replace(/^'/, '') || '-';
  const lines = table('rows.csv').map((row) =>
    [row['Row'], row['Member'], row['Email']?.toLowerCase(), row['Phone'], row['Forecast'], row['Forecast Reason']]
      .map(bare)
      .join('|'),
  );

  expect(sha256(lines.join('\n'))).toBe(JSON.parse(text('run.json')).listHash);
});

it('tells what the mail server said of each mail, and how far the links are', () => {
  expect(table('mails.csv')).toMatchObject([
    {
      Row: '1',
      Outcome: 'sent',
      'Message Id': expect.stringMatching(/^<.+@.+>$/),
      'Sent At': expect.stringMatching(/Z$/),
    },
    { Row: '2', Outcome: 'failed', Reason: 'EMAIL_REJECTED', 'Server Reply': expect.stringContaining('550') },
  ]);
  expect(table('links.csv')[0]).toMatchObject({ Row: '1', Link: 'invited', 'Opened At': '', 'Linked At': '' });
});

it('tells who did what with the run and its import, who took the evidence too, each with its hash', () => {
  const rows: string[][] = parse(text('audit.csv'), { bom: true, from: 2 });

  expect(rows.map((row) => row[14])).toEqual([
    ...[
      'List brought in',
      'List checked',
      'List imported',
      'Run drafted',
      'Send pressed',
      'Run started',
      'Run completed',
    ],
    'Evidence of a run downloaded',
  ]);
  for (const row of rows) expect(sha256(row.slice(0, 12).join('\n'))).toBe(row[12]);
});

it('binds the uploaded file and the frozen list into the chain', () => {
  const facts = Object.fromEntries(table('audit.csv').map((row) => [row['Action'], JSON.parse(row['Facts'] ?? '')]));

  expect(facts['import-checked']).toMatchObject({ fileHash: sha256(list) });
  expect(facts['run-drafted']).toMatchObject({ listHash: JSON.parse(text('run.json')).listHash });
});

it('has neither a link nor its token nor the hash that it is known by', async () => {
  const tokens = sink.received().map(tokenIn);
  const hashes = await world.db.$queryRaw<{ hash: string }[]>`SELECT encode(hash, 'hex') AS hash FROM link_token`;
  const all = Buffer.concat([...files.values()]).toString('latin1');

  expect(tokens).toHaveLength(1);
  expect(tokens.filter((token) => all.includes(token))).toEqual([]);
  expect(hashes.filter(({ hash }) => all.includes(hash))).toEqual([]);
  expect(all).not.toContain('PRIVATE KEY');
});

it('has no cell that a spreadsheet could take for a formula', () => {
  const cells = ['rows.csv', 'mails.csv', 'links.csv'].flatMap((name) =>
    (parse(text(name), { bom: true }) as string[][]).flat(),
  );

  expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  expect(text('rows.csv')).toContain("'+447400100001");
});

describe('its manifest', () => {
  const manifest = () => JSON.parse(text('manifest.json'));

  it('says of what, by whom, when and with what it was made, and where the audit trail stood', async () => {
    const [head] = await world.db.$queryRaw<
      { hash: string }[]
    >`SELECT encode(hash, 'hex') AS hash FROM audit_entry WHERE seq = ${manifest().auditTrail.entries}`;

    expect(manifest()).toMatchObject({
      format: 'muster-evidence-1',
      run: runId,
      company: { id: world.companyId, name: 'Acme Capital' },
      madeAt: madeAt.toISOString(),
      madeBy: { id: world.requester.id, name: 'Ana' },
      product: 'Muster 1.2.3',
      auditTrail: { lastHash: head?.hash },
    });
  });

  it('has the hash of every other file', () => {
    const { files: listed } = manifest() as { files: { name: string; bytes: number; sha256: string }[] };

    expect(listed.map(({ name }) => name)).toEqual([...files.keys()].slice(0, -3));
    for (const { name, bytes, sha256: hash } of listed) {
      expect([bytes, hash]).toEqual([files.get(name)?.length, sha256(files.get(name) ?? '')]);
    }
  });

  it('is signed so that a single changed letter shows', () => {
    const key = createPublicKey(text('public-key.pem'));
    const signed = files.get('manifest.json.sig') ?? Buffer.alloc(0);

    expect(verify(null, files.get('manifest.json') ?? Buffer.alloc(0), key, signed)).toBe(true);
    expect(verify(null, Buffer.from(text('manifest.json').replace('Ana', 'Ann')), key, signed)).toBe(false);
  });
});

describe('by hand', () => {
  beforeEach(skipWithout('openssl'));

  it('is checked with what its own text says', () => {
    const folder = mkdtempSync(join(tmpdir(), 'muster-evidence-'));
    for (const [name, content] of files) writeFileSync(join(folder, name), content);
    const check = /^ +openssl (.*)$/m.exec(text('README.txt'))?.[1]?.split(' ') ?? [];

    const said = execFileSync('openssl', check, { cwd: folder, encoding: 'utf8' });

    rmSync(folder, { recursive: true });
    expect(said).toContain('Signature Verified Successfully');
  });
});

it('makes the same bytes of the same evidence', async () => {
  const packs = await takeEvidence(world, world.requester, runId, async (evidence) => [
    await packEvidence(evidence, { version: '1', signature, madeAt }),
    await packEvidence(evidence, { version: '1', signature, madeAt }),
  ]);

  const [one, other] = accepted(packs);
  expect(Buffer.compare(one ?? Buffer.alloc(0), other ?? Buffer.alloc(1))).toBe(0);
});

it('shows one moment, whatever happens while it is read', async () => {
  const opens = () => world.db.$executeRaw`UPDATE invitation SET opened_at = now() WHERE state = 'sent'`;

  const packed = await takeEvidence(world, world.requester, runId, async (evidence) => {
    await opens();
    return packEvidence(evidence, { version: '1', signature, madeAt });
  });

  const links = parse(unzip(accepted(packed)).get('links.csv') ?? '', { bom: true, columns: true });
  expect(links[0]).toMatchObject({ Row: '1', 'Opened At': '' });
});

it('names who approved it, and when', async () => {
  const { requester, approver } = world;
  await set(world, 'approval.policy', 'other-person-over:0');
  const asked = await aPendingRun(world, 2);
  accepted(await approveRun(world, approver, cardOf(asked)));

  const packed = unzip(accepted(await take(requester, asked.id)));

  const run = JSON.parse(packed.get('run.json')?.toString('utf8') ?? '');
  expect(run).toMatchObject({
    askedBy: { name: 'Ana' },
    approvalsNeeded: 1,
    approvals: [{ id: approver.id, name: 'Ben', at: expect.stringMatching(/Z$/) }],
  });
  const approved = packed
    .get('audit.csv')
    ?.toString('utf8')
    .split('\r\n')
    .find((line) => line.includes('run-approved'));
  expect(approved).toContain(approver.id);
});

it('takes both permissions', async () => {
  const { db, companyId, onlooker, requester } = world;
  const grant = (permission: string) =>
    db.permissionGrant.create({ data: { companyId, operatorId: onlooker.id, permission, grantedBy: requester.id } });

  expect(refusalOf(await take(onlooker))).toEqual({ code: 'not-allowed', needs: 'manage-settings' });
  await grant('manage-settings');
  expect(refusalOf(await take(onlooker))).toEqual({ code: 'not-allowed', needs: 'view-runs' });
  await grant('view-runs');
  const rows = parse(unzip(accepted(await take(onlooker))).get('rows.csv') ?? '', { bom: true, columns: true });

  expect(rows[0]).toMatchObject({ Email: 'ida@acme.test', 'Organizational Unit': '' });
});

it('is of no run that there is not', async () => {
  expect(refusalOf(await take(world.requester, 'ffffffff'))).toEqual({ code: 'run-not-found' });
});

it('breaks off where it cannot be read, and says so', async () => {
  const broken = takeEvidence(world, world.requester, runId, (evidence) => {
    const people = async function* () {
      yield* [];
      throw new Error('The connection is gone');
    };
    return packEvidence({ ...evidence, people }, { version: '1', signature, madeAt });
  });

  await expect(broken).rejects.toThrow('The connection is gone');
});
