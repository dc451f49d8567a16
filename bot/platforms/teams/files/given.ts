import { z } from 'zod';
import type { Secrets } from '#core/secrets.ts';
import type { Activity, Attachment } from '../activity.ts';

/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4: for a while, whoever has this address may read the file. */
const DownloadInfo = z.object({
  downloadUrl: z.string().min(1).max(4_000),
  uniqueId: z.string().min(1).max(200),
});

type GivenFile = { upload: Upload; fileName: string; sourceKey: string };

/** How the adapter remembers a file until it is fetched. */
export const Upload = z.object({ sealed: z.base64(), keyId: z.string(), uniqueId: z.string() });
export type Upload = z.infer<typeof Upload>;

/** A message told again, even as another activity, gives the same keys; the same file in another message is asked for anew. */
export function filesIn({ attachments, conversation, timestamp, id }: Activity, secrets: Secrets): GivenFile[] {
  const when = timestamp ?? id ?? '';
  return (attachments ?? []).flatMap((attachment) => {
    const info = infoOf(attachment);
    if (!info) return [];
    const { downloadUrl, uniqueId } = info;
    return {
      upload: sealed(secrets, downloadUrl, uniqueId),
      fileName: attachment.name || 'list.csv',
      sourceKey: `teams.${conversation.id}.${when}.${uniqueId}`,
    };
  });
}

function sealed(secrets: Secrets, address: string, uniqueId: string): Upload {
  const bytes = secrets.seal(Buffer.from(address), uniqueId);
  return { sealed: Buffer.from(bytes).toString('base64'), keyId: secrets.keyId, uniqueId };
}

/** The address that was sealed. */
export function addressOf(upload: unknown, secrets: Secrets): string {
  const { sealed, keyId, uniqueId } = Upload.parse(upload);
  return Buffer.from(secrets.unseal(Buffer.from(sealed, 'base64'), uniqueId, keyId)).toString('utf8');
}

/** Beside it Teams attaches the words of the message as HTML. */
function infoOf({ contentType, content }: Attachment) {
  if (contentType !== 'application/vnd.microsoft.teams.file.download.info') return undefined;
  return DownloadInfo.safeParse(content).data;
}
