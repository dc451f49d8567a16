import { z } from 'zod';

const id = z.string().nullish();

// In a command everything is a string.
const yes = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]).nullish();

/** What an envelope says of the workspace and of the installation that it belongs to. */
const Envelope = z.object({
  type: z.string().optional(),
  event: z.object({ type: z.string() }).optional().catch(undefined),
  team_id: id,
  enterprise_id: id,
  team: z.object({ id: z.string() }).nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
  view: z.object({ app_installed_team_id: id }).nullish(),
  authorizations: z.array(z.object({ team_id: id, enterprise_id: id, is_enterprise_install: yes })).nullish(),
  is_ext_shared_channel: z.boolean().nullish(),
  is_enterprise_install: yes,
});
type Envelope = z.infer<typeof Envelope>;

/** The installation that Slack signed this for: a workspace or a whole organisation. Undefined where the envelope names none, or contradicts itself. */
export function whose(body: unknown): string | undefined {
  const { data: envelope } = Envelope.safeParse(body);
  if (!envelope) return undefined;
  return (envelope.type === 'event_callback' ? authorized(envelope) : acted(envelope)) || undefined;
}

/** Slack names one authorization with each event, even where several would do. */
function authorized(envelope: Envelope): string | null | undefined {
  const { authorizations, event, team_id, enterprise_id } = envelope;
  const [authorization] = authorizations ?? [];
  if (!authorization) {
    // Of what has ended there is no authorization any more.
    const mayLack = !authorizations || endings.includes(event?.type ?? '');
    return mayLack && !envelope.is_enterprise_install ? (team_id ?? enterprise_id) : undefined;
  }
  const ours = authorization.is_enterprise_install ? authorization.enterprise_id : authorization.team_id;
  const told = authorization.is_enterprise_install ? (enterprise_id ?? ours) : team_id;
  // In a channel shared with others an event may tell of the workspace of who spoke; the authorization tells of ours.
  return told === ours || envelope.is_ext_shared_channel ? ours : undefined;
}

export const endings = ['app_uninstalled', 'tokens_revoked'];

/** The team of a submitted dialog is that of who filled it in (bolt-js#1614). */
function acted({ view, team_id, team, enterprise_id, enterprise, is_enterprise_install }: Envelope) {
  if (is_enterprise_install) return enterprise_id ?? enterprise?.id;
  return view?.app_installed_team_id ?? team_id ?? team?.id;
}
