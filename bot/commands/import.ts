import { z } from 'zod';
import { may } from '#core/directory/may.ts';
import { receiveImport } from '#core/imports/receive-import.ts';
import { cardFollows } from './card.ts';
import { defineCommand } from './define.ts';
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

  async run({ file, offered }, { db, operator, place }) {
    if (file) return cardFollows(await receiveImport({ db }, operator, { ...file, place }));
    return told(await may({ db }, operator, 'import-members'), () => ({
      kind: 'import-form',
      ...(offered && { offered }),
    }));
  },
});
