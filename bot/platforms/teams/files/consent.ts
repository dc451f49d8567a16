import { z } from 'zod';
import type { ReplyOf } from '../../../reply.ts';
import { teamsWords } from '../../../wording.ts';
import type { Heard } from '../../define.ts';

/** What a file was asked for with, so that it is made once more when its receiver agrees: nothing of it rests with us meanwhile. */
export const Wanted = z.object({
  name: z.string().min(1).max(200),
  verb: z.string().min(1).max(100),
  words: z.array(z.string().max(300)).max(20).optional(),
  id: z.uuid().optional(),
  version: z.int().positive().optional(),
});
export type Wanted = z.infer<typeof Wanted>;

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4: Teams asks where the file may be put, and tells us. */
export function consentCard({ name, content }: ReplyOf<'file'>, asked: Heard['asked']) {
  const context = Wanted.parse({
    name,
    verb: asked.verb,
    ...('words' in asked ? { words: asked.words } : asked.fields),
  });
  return {
    contentType: 'application/vnd.microsoft.teams.card.file.consent',
    name,
    content: {
      description: teamsWords.heldOut(name),
      sizeInBytes: content.byteLength,
      acceptContext: context,
      declineContext: context,
    },
  };
}

/** As it was asked for. Whoever agrees is asked again whether they may. */
export const askedWith = ({ verb, words, id, version }: Wanted): Heard['asked'] =>
  words ? { verb, words } : { verb, fields: { ...(id && { id, version }) } };

type Put = { contentUrl: string; name: string; uniqueId: string; fileType: string };

/** What stands in place of the question once the file is there. */
export const fileCard = ({ contentUrl, name, uniqueId, fileType }: Put) => ({
  ...{ contentType: 'application/vnd.microsoft.teams.card.file.info', contentUrl, name },
  content: { uniqueId, fileType },
});
