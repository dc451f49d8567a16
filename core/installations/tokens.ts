import type { Secrets } from '../secrets.ts';
import type { KeptInstallation, SealedTokens } from '../store/slack-installations.ts';

/** What the app speaks with. `rotation` where the platform gives tokens that expire. */
export type Tokens = { bot: string; rotation?: Rotation };
/** `dueAt`: from when on the token is to be renewed. */
export type Rotation = { refresh: string; dueAt: Date; expiresAt: Date };

type Row = Pick<KeptInstallation, 'companyId' | 'workspaceId'>;

// A sealed token opens in its own row alone: copied into another company's, it is of no use there.
const about = ({ companyId, workspaceId }: Row, which: 'bot' | 'refresh') =>
  `slack installation ${companyId} ${workspaceId} ${which}`;

export function sealTokens({ keyId, seal }: Secrets, row: Row, { bot, rotation }: Tokens): SealedTokens {
  return {
    keyId,
    botToken: seal(Buffer.from(bot), about(row, 'bot')),
    refreshToken: rotation ? seal(Buffer.from(rotation.refresh), about(row, 'refresh')) : null,
    dueAt: rotation?.dueAt ?? null,
    expiresAt: rotation?.expiresAt ?? null,
  };
}

export function openTokens({ unseal }: Secrets, row: KeptInstallation): Tokens {
  const { keyId, botToken, refreshToken, dueAt, expiresAt } = row;
  const open = (sealed: Uint8Array, which: 'bot' | 'refresh') =>
    Buffer.from(unseal(sealed, about(row, which), keyId)).toString();
  const bot = open(botToken, 'bot');
  if (!refreshToken || !dueAt || !expiresAt) return { bot };
  return { bot, rotation: { refresh: open(refreshToken, 'refresh'), dueAt, expiresAt } };
}
