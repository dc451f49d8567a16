import { createPrivateKey, createPublicKey, hkdfSync, sign } from 'node:crypto';

/** Ed25519 (RFC 8032): who knows the public key sees whether we wrote these bytes, and needs no secret for it. */
export type Signature = {
  /** As openssl reads it: SubjectPublicKeyInfo, PEM (RFC 8410). */
  publicKey: string;
  /** 64 bytes, the same for the same bytes. */
  sign(bytes: Uint8Array): Uint8Array;
};

const SEED_BYTES = 32;
// PKCS #8 around a seed: RFC 8410, section 7.
const BEFORE_SEED = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Under another SECRET_KEY it is another key pair. */
export function openSignature(secretKey: Uint8Array): Signature {
  const seed = Buffer.from(hkdfSync('sha256', secretKey, new Uint8Array(), 'muster evidence signature 1', SEED_BYTES));
  const privateKey = createPrivateKey({ key: Buffer.concat([BEFORE_SEED, seed]), format: 'der', type: 'pkcs8' });
  return {
    publicKey: createPublicKey(privateKey).export({ format: 'pem', type: 'spki' }).toString(),
    sign: (bytes) => sign(null, bytes, privateKey),
  };
}
