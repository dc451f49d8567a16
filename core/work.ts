import { z } from 'zod';

type Request<Data extends z.ZodObject> = { data: Data; attempts: number };

function request<Data extends z.ZodObject>(request: Request<Data>): Request<Data> {
  return request;
}

/**
 * Everything core may ask to be done later. jobs/ has one function for each.
 * Requests carry ids and the job reads the present state, so a late repeat finds nothing to do.
 */
export const work = {
  'check-import': request({ data: z.object({ companyId: z.uuid(), importId: z.uuid() }), attempts: 3 }),
  'send-login-mails': request({ data: z.object({ companyId: z.uuid(), importId: z.uuid() }), attempts: 6 }),
  'wake-company': request({ data: z.object({ companyId: z.uuid() }), attempts: 6 }),
  'send-invitations': request({
    data: z.object({ companyId: z.uuid(), runId: z.uuid(), fence: z.string().regex(/^\d+$/) }),
    attempts: 3,
  }),
};

export type Work = { [K in keyof typeof work]: z.infer<(typeof work)[K]['data']> };
