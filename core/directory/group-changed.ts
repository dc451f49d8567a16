import type { Needs } from '../store/db.ts';
import { groupChanged as noteChange } from '../store/group-news.ts';

type Changed = { platform: string; workspaceId: string; group: string };

/** A platform says that who is in a group has changed: it is asked at once. */
export function groupChanged({ db }: Needs, { platform, workspaceId, group }: Changed): Promise<void> {
  return noteChange(db, { platform, workspaceId, externalId: group });
}
