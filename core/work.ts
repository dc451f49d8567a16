import { z } from 'zod';
import type { QueueName } from './queue.ts';
import { keyBy, type RequestKey } from './request-key.ts';

type Request<Data extends z.ZodObject> = {
  data: Data;
  queue: Exclude<QueueName, 'news'>;
  attempts: number;
  key: RequestKey;
  /** Where nobody need look before. */
  notBefore?: (data: unknown) => Date | undefined;
};
type Asked<Data extends z.ZodObject> = Omit<Request<Data>, 'key' | 'notBefore'> & {
  key: (data: z.infer<Data>) => string;
  notBefore?: (data: z.infer<Data>) => Date;
};

function request<Data extends z.ZodObject>({ key, notBefore, ...asked }: Asked<Data>): Request<Data> {
  return { ...asked, key: keyBy(asked.data, key), ...(notBefore && { notBefore: keyBy(asked.data, notBefore) }) };
}

/**
 * Everything core may ask to be done later. jobs/ has one function for each.
 * Requests carry ids and the job reads the present state, so a late repeat finds nothing to do.
 */
export const work = {
  'check-import': request({
    data: z.object({ companyId: z.uuid(), importId: z.uuid() }),
    queue: 'lists',
    attempts: 3,
    key: ({ importId }) => `check-import.${importId}`,
  }),
  'send-login-mails': request({
    data: z.object({ companyId: z.uuid(), importId: z.uuid() }),
    queue: 'mails',
    attempts: 6,
    key: ({ importId }) => `send-login-mails.${importId}`,
  }),
  'send-test-mail': request({
    data: z.object({ companyId: z.uuid(), testMailId: z.uuid() }),
    queue: 'mails',
    attempts: 3,
    key: ({ testMailId }) => `send-test-mail.${testMailId}`,
  }),
  'wake-company': request({
    data: z.object({ companyId: z.uuid() }),
    queue: 'work',
    attempts: 6,
    key: ({ companyId }) => `wake-company.${companyId}`,
  }),
  'begin-scheduled': request({
    data: z.object({ companyId: z.uuid(), runId: z.uuid(), at: z.iso.datetime() }),
    queue: 'work',
    attempts: 6,
    key: ({ runId }) => `begin-scheduled.${runId}`,
    notBefore: ({ at }) => new Date(at),
  }),
  'send-invitations': request({
    // `turn` tells a ring apart from one that somebody who died may still have in hand.
    data: z.object({ companyId: z.uuid(), runId: z.uuid(), slot: z.int().min(1), turn: z.string().max(100) }),
    queue: 'mails',
    attempts: 3,
    key: ({ runId, slot, turn }) => `send-invitations.${runId}.${slot}.${turn}`,
  }),
};

export type Work = { [K in keyof typeof work]: z.infer<(typeof work)[K]['data']> };
