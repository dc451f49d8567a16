import type { Tx } from './db.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Tokens as they rest: sealed under the key of this id. The last three only where Slack rotates tokens. */
export type SealedTokens = {
  keyId: string;
  botToken: Bytes;
  refreshToken: Bytes | null;
  dueAt: Date | null;
  expiresAt: Date | null;
};

export type KeptInstallation = SealedTokens & {
  companyId: string;
  workspaceId: string;
  isEnterprise: boolean;
  appId: string;
  botUserId: string;
  /** Changes with the tokens. */
  edition: string;
};

export type NewInstallation = Omit<KeptInstallation, 'edition'> & { installedBy: string; scopes: string[] };

/** Installed anew, the app has new tokens; the old ones are gone. */
export async function putInstallation(tx: Tx, made: NewInstallation): Promise<void> {
  const { companyId, workspaceId, isEnterprise, appId, botUserId, installedBy, scopes } = made;
  await tx.$executeRaw`
    INSERT INTO slack_installation (company_id, workspace_id, is_enterprise, app_id, bot_user_id, installed_by, scopes,
                                    key_id, bot_token, refresh_token, due_at, expires_at)
    VALUES (${companyId}::uuid, ${workspaceId}, ${isEnterprise}, ${appId}, ${botUserId}, ${installedBy}, ${scopes},
            ${made.keyId}, ${made.botToken}, ${made.refreshToken}, ${made.dueAt}, ${made.expiresAt})
    ON CONFLICT (platform, workspace_id) DO UPDATE
       SET is_enterprise = excluded.is_enterprise, app_id = excluded.app_id, bot_user_id = excluded.bot_user_id,
           installed_by = excluded.installed_by, scopes = excluded.scopes, key_id = excluded.key_id,
           bot_token = excluded.bot_token, refresh_token = excluded.refresh_token, due_at = excluded.due_at,
           expires_at = excluded.expires_at, edition = gen_random_uuid(), installed_at = now()`;
}

export async function installationIn(tx: Tx, workspaceId: string): Promise<KeptInstallation | undefined> {
  const [found] = await tx.$queryRaw<KeptInstallation[]>`
    SELECT company_id AS "companyId", workspace_id AS "workspaceId", is_enterprise AS "isEnterprise", app_id AS "appId",
           bot_user_id AS "botUserId", key_id AS "keyId", bot_token AS "botToken", refresh_token AS "refreshToken",
           due_at AS "dueAt", expires_at AS "expiresAt", edition
      FROM slack_installation WHERE workspace_id = ${workspaceId}`;
  return found;
}

/** Until the transaction ends nobody else renews its tokens. */
export async function lockInstallation(tx: Tx, workspaceId: string): Promise<void> {
  await tx.$queryRaw`SELECT FROM slack_installation WHERE workspace_id = ${workspaceId} FOR UPDATE`;
}

/** Puts other tokens in the place of these. Undefined when these were not there any more. */
export async function replaceTokens(
  tx: Tx,
  { workspaceId, edition }: Pick<KeptInstallation, 'workspaceId' | 'edition'>,
  tokens: SealedTokens,
): Promise<string | undefined> {
  const [replaced] = await tx.$queryRaw<{ edition: string }[]>`
    UPDATE slack_installation
       SET key_id = ${tokens.keyId}, bot_token = ${tokens.botToken}, refresh_token = ${tokens.refreshToken},
           due_at = ${tokens.dueAt}, expires_at = ${tokens.expiresAt}, edition = gen_random_uuid()
     WHERE workspace_id = ${workspaceId} AND edition = ${edition}::uuid RETURNING edition`;
  return replaced?.edition;
}

/** False when the app has other tokens there by now, or none any more. */
export async function dropInstallation(tx: Tx, workspaceId: string, edition: string): Promise<boolean> {
  const dropped = await tx.$executeRaw`
    DELETE FROM slack_installation WHERE workspace_id = ${workspaceId} AND edition = ${edition}::uuid`;
  return dropped === 1;
}
