import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import { z } from 'zod';
import type { Log } from '#core/process/log.ts';

const id = z.string().nullish();

/** What an envelope says of the workspace and of the installation that it belongs to. */
const Envelope = z.object({
  team_id: id,
  team: z.object({ id: z.string() }).nullish(),
  view: z.object({ app_installed_team_id: id }).nullish(),
  authorizations: z.array(z.object({ team_id: id, is_enterprise_install: z.boolean().nullish() })).nullish(),
  is_ext_shared_channel: z.boolean().nullish(),
  // In a command everything is a string.
  is_enterprise_install: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')])
    .nullish(),
});
type Envelope = z.infer<typeof Envelope>;

/** Whatever Slack signed for another workspace, or for a whole organisation, ends here: received, and nothing else. */
export const onlyFrom =
  (workspaceId: string, log: Log): Middleware<AnyMiddlewareArgs> =>
  async ({ body, next, ...more }) => {
    const { data: envelope } = Envelope.safeParse(body);
    if (envelope && isOf(workspaceId, envelope)) return next();

    log.warn('Slack sent something of a workspace that is not ours');
    if ('ack' in more) await more.ack?.();
  };

function isOf(workspaceId: string, envelope: Envelope): boolean {
  const { authorizations, is_enterprise_install } = envelope;
  if (is_enterprise_install || authorizations?.some((one) => one.is_enterprise_install)) return false;
  if (authorizations && !authorizations.some(({ team_id }) => team_id === workspaceId)) return false;
  // In a channel shared with others an event may tell of the workspace of who spoke; the authorization tells of ours.
  if (authorizations && envelope.is_ext_shared_channel) return true;
  return installedIn(envelope) === workspaceId;
}

/** The team of a submitted dialog is that of who filled it in (bolt-js#1614). */
function installedIn({ view, team_id, team }: Envelope): string | null | undefined {
  return view?.app_installed_team_id ?? team_id ?? team?.id;
}
