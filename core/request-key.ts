import type { z } from 'zod';

/** What counts as the same request, told from its data. Undefined for data that is none of ours. */
export type RequestKey = (data: unknown) => string | undefined;

export function keyBy<Data extends z.ZodObject, Told = string>(
  schema: Data,
  key: (data: z.infer<Data>) => Told,
): (data: unknown) => Told | undefined {
  return (data) => {
    const read = schema.safeParse(data);
    return read.success ? key(read.data) : undefined;
  };
}
