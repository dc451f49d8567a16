import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

// NIST SP 800-38D: 96-bit nonces and full 128-bit tags for AES-GCM.
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
/** First byte of everything sealed: which way of sealing it was. */
const VERSION = 1;

export type Secrets = {
  /** Encrypts. `about` says what the bytes belong to: under another name they cannot be opened. */
  seal(bytes: Uint8Array, about: string): Uint8Array<ArrayBuffer>;
  /** Throws when the bytes were changed, belong to something else or were sealed under another SECRET_KEY. */
  unseal(sealed: Uint8Array, about: string): Uint8Array<ArrayBuffer>;
  /** The token of a private link: the same for the same version, so it need not be kept. 43 characters, base64url. */
  linkToken(invitationId: string, version: number): string;
};

/** Everything secret is derived from one key, each purpose under a name of its own. `secretKey` has at least 32 bytes. */
export function openSecrets(secretKey: Uint8Array): Secrets {
  if (secretKey.length < KEY_BYTES) throw new Error(`SECRET_KEY must have ${KEY_BYTES} bytes`);
  const sealing = derive(secretKey, 'muster sealed bytes 1');
  const linking = derive(secretKey, 'muster private link 1');

  return {
    seal: (bytes, about) => seal(sealing, bytes, about),
    unseal: (sealed, about) => unseal(sealing, sealed, about),
    linkToken: (invitationId, version) =>
      createHmac('sha256', linking).update(`${invitationId}.${version}`).digest('base64url'),
  };
}

/** What rests in the database in place of a link's token. */
export function linkTokenHash(token: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha256').update(token).digest());
}

function derive(secretKey: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, new Uint8Array(), purpose, KEY_BYTES));
}

function seal(key: Buffer, bytes: Uint8Array, about: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  const parts = [Buffer.of(VERSION), nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()];
  return Uint8Array.from(Buffer.concat(parts));
}

function unseal(key: Buffer, sealed: Uint8Array, about: string): Uint8Array<ArrayBuffer> {
  if (sealed[0] !== VERSION || sealed.length < 1 + NONCE_BYTES + TAG_BYTES)
    throw new Error('These bytes are not sealed');
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const tag = sealed.subarray(-TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(about)).setAuthTag(tag);
  const body = sealed.subarray(1 + NONCE_BYTES, -TAG_BYTES);
  return Uint8Array.from(Buffer.concat([decipher.update(body), decipher.final()]));
}
