import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { Queue, Worker } from 'bullmq';
import { parse } from 'csv-parse';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { openSecrets } from '#core/secrets.ts';
import { slot } from '#jobs/mail/compose/letter.ts';
import { invitationLetter } from '#jobs/mail/letters/invitation.ts';
import { openPrisma } from '#prisma/client.ts';
import type { Done } from './process.ts';

export type Where = { databaseUrl: string; redisUrl: string; sinkUrl: string };

const Row = z.object({
  email: z.email().max(254),
  first_name: z.string().trim().min(1).max(120),
  last_name: z.string().trim().min(1).max(120),
  mobile_phone: z.string().regex(/^\+[0-9 ]{8,18}$/),
});

type Invite = { id: string; email: string; name: string };

const FROM = { name: 'Acme Capital', address: 'muster@example.com' };
const CONCURRENCY = 10;
const AT_ONCE = 1_000;

/**
 * What a tutorial about mail queues builds: a job for each person on a Redis queue, ten at a time, a pooled transport that
 * composes each mail, and an UPDATE after it. It is given our letter, our table, our link tokens and writes in bulk where
 * tutorials loop.
 */
export async function openUsualDesign({ databaseUrl, redisUrl, sinkUrl }: Where) {
  const db = openPrisma(databaseUrl, { poolSize: CONCURRENCY });
  const list = await makeList();
  const { linkToken } = openSecrets(Buffer.alloc(32, 5));
  const { hostname: host, port } = new URL(sinkUrl);
  const mailer = createTransport({
    host,
    port: Number(port),
    pool: true,
    maxConnections: CONCURRENCY,
    maxMessages: Infinity,
  });
  const letter = writeLetter();
  const connection = { url: redisUrl, maxRetriesPerRequest: null };
  const queue = new Queue<Invite>('invites', { connection });
  const worker = new Worker<Invite>('invites', ({ data }) => invite(data), { connection, concurrency: CONCURRENCY });
  await worker.waitUntilReady();

  async function makeList() {
    const { id: companyId } = await db.company.create({ data: { name: 'Acme Capital' } });
    const place = { platform: 'none', workspaceId: 'none', conversation: 'none' };
    const { id: threadId } = await db.thread.create({ data: { companyId, ...place } });
    const counts = { people: 0, toInvite: 0, toSkip: 0, toFail: 0 };
    const words = { channel: 'whatsapp', source: {}, title: 'list', listHash: '' };
    const requestedBy = randomUUID();
    const { id: runId } = await db.run.create({ data: { companyId, threadId, requestedBy, ...words, ...counts } });
    return { companyId, runId };
  }

  async function invite({ id, email, name }: Invite): Promise<void> {
    const link = `https://muster.example.com/link/${linkToken(id, 1)}`;
    const { messageId } = await mailer.sendMail({
      from: FROM,
      to: { name, address: email },
      ...letter({ name, email, link }),
    });
    await db.invitation.update({
      where: { companyId_id: { companyId: list.companyId, id } },
      data: { state: 'sent', sentAt: new Date(), messageId },
    });
  }

  /** Whoever is right on the list, written down. */
  async function save(csv: Buffer): Promise<Invite[]> {
    const invites: (Invite & { phone: string })[] = [];
    for await (const record of Readable.from([csv]).pipe(parse({ columns: true, bom: true }))) {
      const row = Row.safeParse(record);
      if (!row.success) continue;
      const { email, first_name, last_name, mobile_phone: phone } = row.data;
      invites.push({ id: randomUUID(), email, name: `${first_name} ${last_name}`, phone });
    }
    const before = await db.invitation.count({ where: list });
    const rows = invites.map((one, i) => ({ ...list, ...one, position: before + i + 1, state: 'queued' as const }));
    for (let at = 0; at < rows.length; at += AT_ONCE)
      await db.invitation.createMany({ data: rows.slice(at, at + AT_ONCE) });
    return invites.map(({ id, email, name }) => ({ id, email, name }));
  }

  async function send(invites: Invite[]): Promise<void> {
    let left = invites.length;
    const all = new Promise<void>((resolve, reject) => {
      worker.on('completed', () => --left === 0 && resolve());
      worker.on('failed', (_, error) => reject(error));
    });
    const jobs = invites.map((data) => ({ name: 'invite', data, opts: { removeOnComplete: true } }));
    for (let at = 0; at < jobs.length; at += AT_ONCE) await queue.addBulk(jobs.slice(at, at + AT_ONCE));
    await all;
    worker.removeAllListeners('completed').removeAllListeners('failed');
  }

  return {
    async run(csv: Buffer): Promise<Done> {
      const saving = measure();
      const invites = await save(csv);
      const saved = saving();
      const sending = measure();
      await send(invites);
      const sent = sending();
      return { saveSeconds: saved.seconds, saveCpuMs: saved.cpuMs, seconds: sent.seconds, sendCpuMs: sent.cpuMs };
    },
  };
}

function measure(): () => { seconds: number; cpuMs: number } {
  const begun = performance.now();
  const used = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(used);
    return { seconds: (performance.now() - begun) / 1_000, cpuMs: (user + system) / 1_000 };
  };
}

/** Our own invitation as a template to fill in, so that both sides send the same words. */
function writeLetter() {
  const contact = 'Rosa (rosa@example.com)';
  const { subject, text, html } = invitationLetter({
    ...{ from: FROM, language: 'en', company: 'Acme Capital', inviter: 'Rosa', contact },
    linksBeginWith: 'https://muster.example.com/link/',
  });
  return ({ name, link }: { name: string; email: string; link: string }) => {
    const fill = (template: string, written: (text: string) => string) =>
      template
        .replaceAll(slot('greeting'), written(`Hello ${name},`))
        .replaceAll(slot('phone'), '•••• 071')
        .replaceAll(slot('link'), link)
        .replaceAll(slot('validUntil'), 'Monday, 23 November 2026 at 14:00 UTC');
    return { subject, text: fill(text, (it) => it), html: fill(html, escapeHtml) };
  };
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? '');
