import type { News } from '#core/news.ts';
import type { Log } from '#core/process/log.ts';
import type { Secrets } from '#core/secrets.ts';
import type { Db } from '#core/store/db.ts';
import type { ChatPlatform } from '../platforms/define.ts';

export type AnnounceContext = { db: Db; secrets: Secrets; platforms: ReadonlyMap<string, ChatPlatform>; log: Log };
export type Herald<K extends keyof News> = (data: News[K], context: AnnounceContext) => Promise<void>;
