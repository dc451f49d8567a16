import { createRequire } from 'node:module';
import { parse } from 'csv-parse/sync';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { wholeFile } from '#bot/csv-file.ts';
import { peopleFile } from '#bot/evidence/people-files.ts';
import { linkPage } from '#bot/link/page.ts';
import { logFile } from '#bot/log-file.ts';
import { message } from '#bot/platforms/slack/say.ts';
import { checkBlocks, checkView } from '#bot/playground/slack/validation/check.ts';
import type { PersonEvidence } from '#core/audit/read-people.ts';
import type { FoundInvitation } from '#core/link/find-invitation.ts';
import type { LogRow } from '#core/runs/log-row.ts';
import { runLog } from '#core/runs/run-log.ts';
import { jobContext, workOff } from '../harness/builders/jobs.ts';
import { accepted, aPendingRun, set } from '../harness/builders/runs.ts';
import { type Sink, startSink } from '../harness/sink.ts';
import { makeWorld, type World } from '../harness/world.ts';
import { mrkdwnIn, ours, richIn, shown, viewOf } from './read-payload.ts';
import { replies } from './replies.ts';

/** The Big List of Naughty Strings, https://github.com/minimaxir/big-list-of-naughty-strings. */
const naughty = z
  .array(z.string())
  .parse(createRequire(import.meta.url)('big-list-of-naughty-strings'))
  // Where there are no words, nothing is said of them.
  .filter((words) => words !== '');
const at = new Date('2026-11-22T10:00:00Z');

it('are some hundreds', () => expect(naughty.length).toBeGreaterThan(450));

/** Marks of bold, italics, strikethrough and code, but for those within a word, which Slack leaves alone. */
const marksIn = (texts: string[]) =>
  texts
    .join('\n')
    .replaceAll(/(?<=[\p{L}\p{N}\p{M}])[*_~`]+(?=[\p{L}\p{N}\p{M}])/gu, '')
    .match(/[*_~`]/g)?.length ?? 0;
const lettersOf = (text: string) => text.replace(ours, '').replaceAll(/&(amp|lt|gt);/g, '');

describe('in whatever we say in Slack', () => {
  const harmless = replies('x').map((reply) => marksIn(mrkdwnIn(shown(reply))));

  it('call nobody, lead nowhere and mark nothing', () => {
    const alive: object[] = [];
    for (const words of naughty) {
      for (const [index, reply] of replies(words).entries()) {
        const { kind } = reply;
        const said = message(reply);
        const view = viewOf(reply);
        const marked = mrkdwnIn([said.blocks, view]);
        const left = [said.text, ...marked].map(lettersOf).filter((text) => /[<>&]/.test(text));
        const rich = richIn([said.blocks, view]).filter(({ type }) => !['text', 'date', 'emoji'].includes(type));
        if (left.length > 0 || rich.length > 0) alive.push({ words, kind, left, rich });
        if (marksIn(marked) > (harmless[index] ?? 0)) alive.push({ words, kind, marked });
      }
    }

    expect(alive).toEqual([]);
  });

  it('stand in blocks that Slack takes', () => {
    const kinds = ['import', 'summary', 'person', 'run-details', 'home', 'invite-form'];
    const refused: object[] = [];
    for (const words of naughty) {
      for (const kind of kinds) {
        const reply = replies(words).find((one) => one.kind === kind);
        if (!reply) throw new Error(`Nothing is said of ${kind}`);
        const view = viewOf(reply);
        const verdicts = [checkBlocks(message(reply).blocks), ...(view ? [checkView(view)] : [])];
        if (verdicts.some(({ ok }) => !ok)) refused.push({ words, kind, verdicts });
      }
    }

    expect(refused).toEqual([]);
  });
});

// What begins so is a formula to a spreadsheet.
const formula = /^[=+\-@\t\r＝＋－＠]/;

async function* each<T>(rows: T[]) {
  yield* rows;
}
const recordsOf = (file: Uint8Array): string[][] => parse(Buffer.from(file), { bom: true }).slice(1);

/** The words in their cell, as a spreadsheet shows them: text, with a sign in front where they were a formula. */
function expectKept(records: string[][], column: number): void {
  expect(records).toHaveLength(naughty.length);
  expect(records.flat().filter((cell) => formula.test(cell))).toEqual([]);
  expect(records.map((cells) => cells[column]?.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, ''))).toEqual(naughty);
}

describe('in files', () => {
  it('are one cell of text each in the log of a run', async () => {
    const rows = naughty.map(
      (words, index): LogRow => ({
        ...{ row: index + 1, line: index + 2, channel: 'whatsapp', status: 'Failed', name: words, username: words },
        ...{ orgUnit: words, reply: words, differs: false, isRehearsal: false, attempts: 1 },
      }),
    );

    expectKept(recordsOf(await logFile(each(rows))), 3);
  });

  it('are one cell of text each in the evidence', async () => {
    const people = naughty.map(
      (words, index): PersonEvidence => ({
        ...{ position: index + 1, importLine: null, memberId: null, username: words, name: words, email: words },
        ...{ phone: words, orgUnit: words, forecast: 'queued', forecastReason: null, state: 'failed', reason: null },
        ...{ reply: words, differs: false, isErased: false, attempts: 1, messageId: words, version: 1, sentAt: at },
        ...{ expiresAt: null, openedAt: null, link: null, linkChangedAt: null, linkedAt: null },
      }),
    );

    expectKept(recordsOf(await wholeFile(peopleFile('rows', each(people)))), 4);
    expectKept(recordsOf(await wholeFile(peopleFile('mails', each(people)))), 2);
  });
});

/** Every tag and attribute that stands in HTML. What is text is escaped, so that nothing of it is among them. */
const tagsIn = (html: string) => html.match(/<[^>]*>/g) ?? [];

it('bring nothing to life on the page of a link', () => {
  const found = (words: string): FoundInvitation => ({
    ...{ name: words, invitedBy: words, company: words, phone: words, expiresAt: at, isRehearsal: true },
    ...{ standing: 'valid', linked: false, language: 'en', channel: 'whatsapp' },
  });
  const harmless = tagsIn(linkPage(found('x')).html);

  const alive = naughty.filter((words) => String(tagsIn(linkPage(found(words)).html)) !== String(harmless));
  expect(alive).toEqual([]);
});

describe('in mails, from the database to the mail server', () => {
  let world: World;
  let sink: Sink;
  let runId: string;
  // PostgreSQL holds no NUL, and JavaScript’s halves of letters are none in UTF-8.
  const kept = naughty.filter((words) => Buffer.from(words).toString() === words && !words.includes('\0'));
  beforeAll(async () => {
    world = await makeWorld();
    sink = await startSink();
    const { db, companyId, requester } = world;
    const [company = ''] = kept.filter((words) => words.includes('<script>'));
    await db.setting.create({ data: { companyId, key: 'company.name', value: company, changedBy: requester.id } });
    await db.operator.updateMany({ where: { companyId, id: requester.id }, data: { name: company } });
    await set(world, 'run.max-records', String(kept.length));
    await set(world, 'approval.policy', 'none');
    const run = await aPendingRun(world, kept.length);
    runId = run.id;
    await db.$executeRaw`
      UPDATE invitation SET name = words FROM unnest(${kept}::text[]) WITH ORDINALITY AS given (words, number)
       WHERE run_id = ${runId}::uuid AND position = number`;
    await workOff(world, jobContext(world, sink));
  }, 120_000);
  afterAll(async () => {
    await world.close();
    await sink.stop();
  });

  it('forge no header and no recipient, and bring no markup to life', async () => {
    const expected = await world.db.invitation.findMany({ where: { runId }, select: { email: true } });
    const mails = await Promise.all(sink.received().map(({ raw }) => PostalMime.parse(raw)));

    const recipients = sink.received().flatMap(({ rcpt }) => rcpt);
    expect(recipients.sort()).toEqual(expected.map(({ email }) => email).sort());
    expect(new Set(mails.map(({ headers }) => String(headers.map(({ key }) => key).sort()))).size).toBe(1);
    expect(mails.filter(({ to, cc, bcc }) => to?.length !== 1 || cc?.length || bcc?.length)).toEqual([]);
    const shapes = mails.map(({ html = '' }) =>
      tagsIn(html.replaceAll(/https:\/\/muster\.example\.test\/[^"<]*/g, 'our link')),
    );
    expect(
      new Set(shapes.map((tags) => tags.filter((tag) => /^<(script|img|iframe|svg|object|a )/i.test(tag)).join())).size,
    ).toBe(1);
    expect(shapes.flat().filter((tag) => /<(script|iframe|svg|object)|\son\w+\s*=|javascript:/i.test(tag))).toEqual([]);
    expect(mails.filter(({ text }) => !text?.includes('muster.example.test'))).toEqual([]);
  });

  it('stand in the log that is handed over', async () => {
    const rows = accepted(await runLog(world, world.requester, runId));

    const records = recordsOf(await logFile(rows));
    expect(records).toHaveLength(kept.length);
    expect(records.flat().filter((cell) => formula.test(cell) && !/^\+\d+$/.test(cell))).toEqual([]);
  });
});
