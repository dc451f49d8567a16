import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

// NIST SP 800-38D: 96-bit nonces and full 128-bit tags for AES-GCM.
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
/** First byte of everything sealed: which way of sealing it was. */
const VERSION = 1;

export type Secrets = {
  /** Tells under which SECRET_KEY something was sealed, and nothing else of it. 16 characters, base64url. */
  keyId: string;
  /** Encrypts. `about` says what the bytes belong to: under another name they cannot be opened. */
  seal(bytes: Uint8Array, about: string): Uint8Array<ArrayBuffer>;
  /**
   * Throws when the bytes were changed, belong to something else or were sealed under another SECRET_KEY. One that was in
   * use before is found by its id.
   */
  unseal(sealed: Uint8Array, about: string, keyId?: string): Uint8Array<ArrayBuffer>;
  /** Proof that we wrote these words, for what is handed out and comes back. 43 characters, base64url. */
  sign(words: string): string;
  /** The token of a private link: the same for the same version, so it need not be kept. 43 characters, base64url. */
  linkToken(invitationId: string, version: number): string;
};

/**
 * Everything secret is derived from one key, each purpose under a name of its own. `secretKey` has at least 32 bytes;
 * what was sealed under one of the `former` ones can still be opened.
 */
export function openSecrets(secretKey: Uint8Array, former: Uint8Array[] = []): Secrets {
  if (secretKey.length < KEY_BYTES) throw new Error(`SECRET_KEY must have ${KEY_BYTES} bytes`);
  const linking = derive(secretKey, 'muster private link 1');
  const signing = derive(secretKey, 'muster signed words 1');
  const keyId = idOf(secretKey);
  const sealings = new Map([secretKey, ...former].map((key) => [idOf(key), derive(key, 'muster sealed bytes 1')]));
  const sealing = (id: string) => {
    const key = sealings.get(id);
    if (!key) throw new Error('These bytes were sealed under another SECRET_KEY');
    return key;
  };

  return {
    keyId,
    seal: (bytes, about) => seal(sealing(keyId), bytes, about),
    unseal: (sealed, about, under = keyId) => unseal(sealing(under), sealed, about),
    sign: (words) => createHmac('sha256', signing).update(words).digest('base64url'),
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

const idOf = (secretKey: Uint8Array) => derive(secretKey, 'muster key id 1').toString('base64url').slice(0, 16);

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
