import { z } from 'zod';
import { mayBegin } from '#core/directory/may-begin.ts';
import { Audience } from '#core/imports/audience.ts';
import { holdFile } from '#core/imports/hold-file.ts';
import { receiveImport } from '#core/imports/receive-import.ts';
import { done } from '#core/outcome.ts';
import type { Reply } from '../reply.ts';
import { cardFollows } from './card.ts';
import { type CommandContext, defineCommand } from './define.ts';
import { told } from './told.ts';

const Upload = z.object({
  upload: z.unknown(),
  fileName: z.string().min(1),
  /** The platform's own ids of the file and of where it was given: the same key is the same import. */
  sourceKey: z.string().min(1),
  /** Of somebody who asks on purpose: an import of this file that is over does not stand in the way of another. */
  again: z.string().min(1).optional(),
  addNumbers: z.boolean().default(true),
  sendLoginMail: z.boolean().default(false),
  /** Who reads along where it was given, where others may. */
  audience: Audience.optional(),
  /** The same file there, whatever told us of it. */
  heldKey: z.string().min(1).optional(),
  /** It was not given to us: nothing is imported unless who posted it says so. */
  unasked: z.literal(true).optional(),
});

/** A file that somebody pointed at: the form asks only how to bring it in. */
const Offered = Upload.pick({ upload: true, fileName: true, sourceKey: true });
export type Offered = z.infer<typeof Offered>;

// Slack's limit of files in a message.
const MOST_OFFERED = 10;

export const importList = defineCommand({
  name: 'import',
  summary: 'Bring in a list of people from a CSV file',
  opens: ({ file }) => file === undefined,
  args: z.object({ file: Upload.optional(), offered: z.array(Offered).max(MOST_OFFERED).optional() }),

  async run({ file, offered }, { db, operator, place, uploadAddress }) {
    if (file) return receive(file, { db, operator, place });
    return told(await mayBegin({ db }, operator, 'import-members'), () => ({
      ...{ kind: 'import-form', ...(offered && { offered }) },
      ...uploadPage(offered ? undefined : uploadAddress()),
    }));
  },
});

const uploadPage = (uploadAt: string | undefined) => (uploadAt === undefined ? {} : { uploadAt });

/** Where too many read along, no card appears before who gave the file has decided. */
async function receive(
  { audience, unasked, heldKey, ...file }: z.output<typeof Upload>,
  { db, operator, place }: Pick<CommandContext, 'db' | 'operator' | 'place'>,
): Promise<Reply> {
  const held = audience
    ? await holdFile({ db }, operator, { ...file, place, audience, heldKey: heldKey ?? file.sourceKey })
    : done('go-on' as const);
  if (!held.ok) return { kind: 'refused', refusal: held.refusal };
  if (typeof held.value === 'object') return { kind: 'file-held', held: held.value };
  if (held.value === 'asked-before' || unasked) return { kind: 'card-follows' };
  return cardFollows(await receiveImport({ db }, operator, { ...file, place }));
}
