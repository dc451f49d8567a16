import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { Permission } from '../permission.ts';
import { audit } from '../store/audit.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { homesOutOfDate } from '../store/homes.ts';
import { lockCompany } from '../store/runs.ts';
import {
  type GroupPlace,
  type GroupSize,
  grantToGroup,
  groupKnown,
  keepGroup,
  revokeFromGroup,
  sizeOfGroup,
  type ToldGroup,
} from '../store/user-groups.ts';

export type { ToldGroup } from '../store/user-groups.ts';

type Where = Omit<GroupPlace, 'companyId'>;

/** `told`: what the platform said of this group `ageMs` ago. */
export type GroupToGrant = { where: Where; told: ToldGroup; ageMs: number; permission: string };
/** `group` is the platform's id. */
export type GroupToRevoke = { where: Where; group: string; permission: string };
export type ChangedGroup = { group: string; permission: Permission; changed: boolean } & GroupSize;

/** Gives a permission to whoever is in this group at the moment that they use it. */
export async function grantGroup(
  { db }: Needs,
  operator: Operator,
  { where, told, ageMs, permission: typed }: GroupToGrant,
): Promise<Outcome<ChangedGroup>> {
  return decide({ db }, operator, typed, async (tx, permission) => {
    if (told.isGone) return refuse({ code: 'group-not-found' });
    const id = await keepGroup(tx, { companyId: operator.companyId, ...where }, told, ageMs);
    const changed = await grantToGroup(tx, operator, id, permission);
    if (changed) await note(tx, operator, 'permission-granted', { id, permission });
    const size = await sizeOfGroup(tx, operator.companyId, id);
    return done({ group: told.name, permission, changed, ...size });
  });
}

/** Takes it away again. The platform need not be asked for that. */
export async function revokeGroup(
  { db }: Needs,
  operator: Operator,
  { where, group, permission: typed }: GroupToRevoke,
): Promise<Outcome<ChangedGroup>> {
  return decide({ db }, operator, typed, async (tx, permission) => {
    const known = await groupKnown(tx, { companyId: operator.companyId, ...where }, group);
    if (!known) return refuse({ code: 'group-not-found' });
    const size = await sizeOfGroup(tx, operator.companyId, known.id);
    const changed = await revokeFromGroup(tx, operator, known.id, permission);
    if (changed) await note(tx, operator, 'permission-revoked', { id: known.id, permission });
    return done({ group: known.name, permission, changed, ...size });
  });
}

type Change = (tx: Tx, permission: Permission) => Promise<Outcome<ChangedGroup>>;

async function decide(
  { db }: Needs,
  operator: Operator,
  typed: string,
  change: Change,
): Promise<Outcome<ChangedGroup>> {
  const { data: permission } = Permission.safeParse(typed);
  if (!permission) return refuse({ code: 'unknown-permission', asked: typed });

  return transaction(db, async (tx) => {
    await lockCompany(tx, operator.companyId);
    const denied = await deny(tx, operator, 'manage-settings');
    return denied ? refuse(denied) : change(tx, permission);
  });
}

type Noted = { id: string; permission: Permission };

async function note(
  tx: Tx,
  operator: Operator,
  action: 'permission-granted' | 'permission-revoked',
  { id, permission }: Noted,
): Promise<void> {
  const after = action === 'permission-granted';
  await audit(tx, operator, action, { subject: 'group', id }, { permission, before: !after, after });
  await homesOutOfDate(tx, operator.companyId);
}
