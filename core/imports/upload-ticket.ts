import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Operator, Place } from '../operator.ts';
import type { Secrets } from '../secrets.ts';

const VALID_MS = 10 * 60_000;
const ABOUT = 'upload ticket';

const Ticket = z.object({
  /** Of this ticket: it is good for one list. */
  id: z.uuid(),
  by: z.object({ companyId: z.uuid(), id: z.uuid(), name: z.string() }),
  place: z.object({
    platform: z.string(),
    workspaceId: z.string(),
    conversation: z.string(),
    root: z.string().optional(),
  }),
  expiresAt: z.number(),
});

/** Lets its holder give one list, in the name of one person, to one conversation. What they may do is asked again when they do it. */
export type UploadTicket = { id: string; by: Operator; place: Place; expiresAt: Date };

/** The words that stand in the address of the page: nobody else can make or read them, and nothing of them is kept. */
export function makeUploadTicket(secrets: Secrets, { companyId, id, name }: Operator, place: Place): string {
  const ticket = { id: randomUUID(), by: { companyId, id, name }, place, expiresAt: Date.now() + VALID_MS };
  const sealed = secrets.seal(Buffer.from(JSON.stringify(ticket)), ABOUT);
  return `${secrets.keyId}.${Buffer.from(sealed).toString('base64url')}`;
}

/** Undefined for what we did not make. Its time may be over. */
export function readUploadTicket(secrets: Secrets, words: string): UploadTicket | undefined {
  const [keyId, sealed = ''] = words.split('.');
  try {
    const opened = secrets.unseal(Buffer.from(sealed, 'base64url'), ABOUT, keyId);
    const { expiresAt, place, ...ticket } = Ticket.parse(JSON.parse(Buffer.from(opened).toString('utf8')));
    const { root, ...where } = place;
    return { ...ticket, place: { ...where, ...(root && { root }) }, expiresAt: new Date(expiresAt) };
  } catch {
    return undefined;
  }
}
