import { z } from 'zod';

const id = z.string().nullish();

// In a command everything is a string.
const yes = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]).nullish();

const Authorization = z.object({ team_id: id, enterprise_id: id, is_enterprise_install: yes });
type Authorization = z.infer<typeof Authorization>;

/** What an envelope says of the workspace and of the installation that it belongs to. */
const Envelope = z.object({
  type: z.string().optional(),
  event: z.object({ type: z.string() }).optional().catch(undefined),
  team_id: id,
  enterprise_id: id,
  team: z.object({ id: z.string() }).nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
  view: z.object({ app_installed_team_id: id }).nullish(),
  authorizations: z.array(Authorization).nullish(),
  is_ext_shared_channel: z.boolean().nullish(),
  is_enterprise_install: yes,
});
type Envelope = z.infer<typeof Envelope>;

type Id = string | null | undefined;

/** The installation that Slack signed this for: a workspace or a whole organisation. None where the envelope names none, or contradicts itself. */
export function whose(body: unknown): string[] {
  const { data: envelope } = Envelope.safeParse(body);
  if (!envelope) return [];
  const named = envelope.type === 'event_callback' ? told(envelope) : [acted(envelope)];
  return named.flatMap((one) => one || []);
}

const endings = ['app_uninstalled', 'tokens_revoked'];

/** Of what has ended there is no authorization any more, and it may have been that of the organisation. */
function told(envelope: Envelope): Id[] {
  const { authorizations, event, team_id, enterprise_id } = envelope;
  if (endings.includes(event?.type ?? '') && !authorizations?.length) return [team_id, enterprise_id];
  return [authorizations ? authorized(envelope, authorizations) : team_id];
}

/** Slack names one authorization with each event, even where several would do. */
function authorized({ team_id, enterprise_id, is_ext_shared_channel }: Envelope, [ours]: Authorization[]): Id {
  if (!ours) return undefined;
  const id = ours.is_enterprise_install ? ours.enterprise_id : ours.team_id;
  const said = ours.is_enterprise_install ? (enterprise_id ?? id) : team_id;
  // In a channel shared with others an event may tell of the workspace of who spoke; the authorization tells of ours.
  return said === id || is_ext_shared_channel ? id : undefined;
}

/** The team of a submitted dialog is that of who filled it in (bolt-js#1614). */
function acted({ view, team_id, team, enterprise_id, enterprise, is_enterprise_install }: Envelope): Id {
  if (is_enterprise_install) return enterprise_id ?? enterprise?.id;
  return view?.app_installed_team_id ?? team_id ?? team?.id;
}
