import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logFile } from '#bot/log-file.ts';
import { verifyAudit } from '#core/audit/verify-audit.ts';
import { erasePerson, previewErasure } from '#core/directory/erase-person.ts';
import { findPerson } from '#core/directory/find-person.ts';
import { importDetails } from '#core/imports/import-details.ts';
import { findInvitation } from '#core/link/find-invitation.ts';
import { runLog } from '#core/runs/run-log.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { transaction } from '#core/store/db.ts';
import { importReport } from '#core/store/import-reports.ts';
import { lockDirectory } from '#core/store/members.ts';
import { aCheckedImport, anAppliedImport } from '#test/harness/builders/imports.ts';
import { jobContext, tokenIn, workOff } from '#test/harness/builders/jobs.ts';
import { accepted, aDraft, cardOf, draftOf, refusalOf, report } from '#test/harness/builders/runs.ts';
import { makeSendingWorld, until } from '#test/harness/builders/sending.ts';
import { type Sink, startSink } from '#test/harness/sink.ts';
import type { World } from '#test/harness/world.ts';

const ANN = 'ann.zuckmayer@y.test';
const PHONE = '+447400123456';
const LIST = `username,email,first_name,last_name,phone,org_unit,job_title
zuckmayera,${ANN},Annelie,Zuckmayer,${PHONE},Markets,Trader of Zuckmayer
bob,bob@y.test,Bob,Bell,+447400123457,Markets,
`;
// Each of them stands for her alone.
const NEEDLES = ['zuckmayer', 'annelie', '7400123456'];

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

/** Ann is imported, wrong in another list, invited and linked. */
async function aLifeOfAnn() {
  const first = await anAppliedImport(world, LIST);
  // Cy claims her number, and her second row is a repeated one.
  const second = await anAppliedImport(
    world,
    `${LIST}zz,${ANN.toUpperCase()},Annelie,Zuckmayer,,,\ncy,cy@y.test,Cy,Cole,${PHONE},Markets,\n`,
  );
  const draft = await draftOf(world, { kind: 'import', importId: second.id });
  accepted(await sendRun(world, world.requester, cardOf(draft)));
  await workOff(world, jobContext(world, sink));
  await world.db.$executeRaw`
    INSERT INTO channel_link (company_id, member_id, channel, state, phone, linked_at)
    SELECT company_id, id, 'whatsapp', 'linked', phone, now() FROM member WHERE email = ${ANN}`;
  await world.db.$executeRaw`UPDATE invitation SET reply = 'told annelie of it' WHERE email = ${ANN}`;
  await world.forgetOutbox();
  return { first: first.id, second: second.id, runId: draft.id };
}

/** Every table of the database in which one of these words stands in any column. */
async function whereIs(needles: string[]): Promise<string[]> {
  const tables = await world.db.$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`;
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await world.db.$queryRawUnsafe<{ rows: number }[]>(
      `SELECT count(*)::int AS rows FROM ${name} t WHERE lower(to_jsonb(t)::text) LIKE ANY($1::text[])`,
      needles.map((needle) => `%${needle}%`),
    );
    if (row && row.rows > 0) found.push(name);
  }
  return found;
}

const erase = (asked = ANN) => erasePerson(world, world.requester, asked);

describe('erasing a person', () => {
  it('leaves nothing of them in any column of any table, however often they stood there', async () => {
    await aLifeOfAnn();
    const before = await whereIs(NEEDLES);

    const erased = accepted(await erase());

    expect(before).toEqual(
      expect.arrayContaining([
        'public.member',
        'public.import_row',
        'public.invitation',
        'public.corporate_number',
        'public.channel_link',
      ]),
    );
    expect(erased).toMatchObject({ isMember: true, links: 1, numbers: 1 });
    expect(await whereIs(NEEDLES)).toEqual([]);
  });

  it.each([ANN, ` ${ANN.toUpperCase()} `, '+44 7400 123456'])('finds them by %j', async (asked) => {
    await aLifeOfAnn();

    accepted(await erase(asked));

    expect(await whereIs(NEEDLES)).toEqual([]);
  });

  it('keeps everybody else, all counts and summaries, and the audit trail', async () => {
    const { first, runId } = await aLifeOfAnn();
    const counts = async () => ({
      run: (({ totals, reasons, forecast, people }) => ({ totals, reasons, forecast, people }))(
        await report(world, runId),
      ),
      list: (({ counts, problems, numbersAdded }) => ({ counts, problems, numbersAdded }))(
        (await importReport(world.db, world.companyId, first)) ?? { counts: {}, problems: [], numbersAdded: 0 },
      ),
    });
    const before = await counts();

    accepted(await erase());

    expect(await counts()).toEqual(before);
    expect(accepted(await findPerson(world, world.requester, 'bob@y.test'))).toMatchObject({
      name: 'Bob Bell',
      phone: '+447400123457',
    });
    expect(accepted(await verifyAudit(world, world.requester))).not.toHaveProperty('broken');
    const entry = await world.db.auditEntry.findFirstOrThrow({ where: { action: 'person-erased' } });
    expect(Object.keys(entry.facts as object).sort()).toEqual(['invitations', 'isMember', 'links', 'numbers', 'rows']);
  });

  it('ends their private links and takes their number back', async () => {
    await aLifeOfAnn();
    const letter = sink.received().find(({ rcpt }) => rcpt === ANN);
    const token = letter ? tokenIn(letter) : '';
    const before = await findInvitation(world.db, token);

    accepted(await erase());

    expect(before).toBeDefined();
    expect(await findInvitation(world.db, token)).toBeUndefined();
    expect(await world.db.channelLink.findMany({ where: { state: 'linked' } })).toEqual([]);
    expect(await world.db.corporateNumber.count({ where: { phone: PHONE } })).toBe(0);
  });

  it('says “erased” in logs, files and details where they were', async () => {
    const { second, runId } = await aLifeOfAnn();

    accepted(await erase());

    const log = Buffer.from(await logFile(accepted(await runLog(world, world.requester, runId)))).toString('utf8');
    const details = accepted(await importDetails(world, world.requester, { importId: second, page: 1 }));
    expect(log).toMatch(/,erased,erased,/);
    expect(log).toContain('bob@y.test');
    expect(details.rows.map(({ isErased }) => isErased)).toContain(true);
    expect(refusalOf(await findPerson(world, world.requester, ANN))?.code).toBe('person-not-found');
  });

  it('shows the cards of every run anew in which they stood, however long ago', async () => {
    const { runId } = await aLifeOfAnn();
    for (let later = 0; later < 6; later++) {
      const { id } = await aDraft(world, 1);
      await world.db.$executeRaw`UPDATE run SET state = 'completed', ended_at = now() WHERE id = ${id}::uuid`;
      await world.db
        .$executeRaw`UPDATE invitation SET state = 'failed', reason = 'PHONE_INVALID' WHERE run_id = ${id}::uuid`;
    }
    await world.forgetOutbox();

    accepted(await erase());

    const cards = await world.db.card.findMany({ where: { subjectId: runId, kind: { in: ['run', 'summary'] } } });
    const shown = (await world.outbox('show-card')).map(({ data }) => data.cardId);
    expect(cards).toHaveLength(2);
    expect(shown).toEqual(expect.arrayContaining(cards.map(({ id }) => id)));
  });

  /** What is so while an import is being applied, which the erasure waits for. */
  async function whileItWaits<T>(
    look: () => Promise<T>,
  ): Promise<{ seen: T; outcome: Awaited<ReturnType<typeof erase>> }> {
    let erasing: ReturnType<typeof erase> | undefined;
    const seen = await transaction(world.db, async (tx) => {
      await lockDirectory(tx, world.companyId);
      erasing = erase();
      await until(isWaiting);
      return look();
    });
    return { seen, outcome: await (erasing ?? erase()) };
  }

  async function isWaiting(): Promise<boolean> {
    const waiting = await world.db.$queryRaw<unknown[]>`
      SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return waiting.length > 0;
  }

  it('sees a list that came after it had looked', async () => {
    await aLifeOfAnn();

    const { outcome } = await whileItWaits(() => aCheckedImport(world, `email,phone\nx@y.test,\n${ANN},\n`));

    expect(refusalOf(outcome)).toEqual({ code: 'person-under-way', runs: [], lists: 1 });
  });

  it('holds up nobody who confirms a run while it waits itself', async () => {
    await aLifeOfAnn();

    const { seen, outcome } = await whileItWaits(
      () => world.db.$queryRaw<unknown[]>`
        SELECT FROM company WHERE id = ${world.companyId}::uuid FOR NO KEY UPDATE SKIP LOCKED`,
    );

    expect([seen.length, outcome.ok]).toEqual([1, true]);
  });

  it('is refused while a run with them is under way, and nothing is touched', async () => {
    const list = await anAppliedImport(world, LIST);
    const draft = await draftOf(world, { kind: 'import', importId: list.id });
    accepted(await sendRun(world, world.requester, cardOf(draft)));

    const refused = [await erase(), await previewErasure(world, world.requester, ANN)].map(refusalOf);

    expect(refused).toEqual([
      { code: 'person-under-way', runs: [draft.id], lists: 0 },
      { code: 'person-under-way', runs: [draft.id], lists: 0 },
    ]);
    expect(await whereIs(NEEDLES)).not.toEqual([]);
  });

  it('mails nobody who was erased after their run was drafted', async () => {
    const list = await anAppliedImport(world, LIST);
    const draft = await draftOf(world, { kind: 'import', importId: list.id });
    accepted(await erase());

    accepted(await sendRun(world, world.requester, cardOf(await report(world, draft.id))));
    await workOff(world, jobContext(world, sink));

    expect(sink.received().map(({ rcpt }) => rcpt)).not.toContain(ANN);
    expect(await report(world, draft.id)).toMatchObject({ state: 'completed' });
  });

  it('is for those who may manage settings, and only where there is somebody', async () => {
    await aLifeOfAnn();

    const refused = [
      await erasePerson(world, world.onlooker, ANN),
      await previewErasure(world, world.onlooker, ANN),
      await erase('nobody@y.test'),
      await erase('no such words'),
    ].map((outcome) => refusalOf(outcome)?.code);

    expect(refused).toEqual(['not-allowed', 'not-allowed', 'person-not-found', 'person-not-found']);
  });

  it('lets them come back as somebody new', async () => {
    await aLifeOfAnn();
    accepted(await erase());

    const again = await anAppliedImport(world, `email,first_name\n${ANN},Annelie\n`);

    expect(await importReport(world.db, world.companyId, again.id)).toMatchObject({ counts: { new: 1 } });
  });
});
