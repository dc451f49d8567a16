import { done, type Outcome, refuse } from '#core/outcome.ts';
import type { ReadGroup } from '#core/runs/source.ts';
import type { CommandContext } from './define.ts';

// At the pace that Slack allows, more take a quarter of an hour and longer.
const MOST = 1_000;

/** By the platform's id, or by what people type after @. */
export type GroupNamed = { id: string } | { name: string };

/** Who is in this user group of the asker's workspace just now. Asked of the platform, so never inside a transaction. */
export async function readGroup(
  { place, groups, addresses }: Pick<CommandContext, 'place' | 'groups' | 'addresses'>,
  named: GroupNamed,
): Promise<Outcome<ReadGroup>> {
  const told = await groups(place);
  if (!told) return refuse({ code: 'groups-not-told' });
  const found = told.groups.find(({ id, name }) =>
    'id' in named ? id === named.id : name.toLowerCase() === named.name.toLowerCase(),
  );
  if (!found || found.isGone) return refuse({ code: 'group-not-found' });

  const { id, name, members } = found;
  if (members.length > MOST) {
    return refuse({ code: 'group-too-large', group: name, people: members.length, most: MOST });
  }
  const read = await addresses(place, members);
  if (!read) return refuse({ code: 'groups-not-told' });
  const { platform, workspaceId } = place;
  return done({ kind: 'group', group: { platform, workspaceId, id, name }, ...read });
}
