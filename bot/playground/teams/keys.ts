import { createSign, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import type { Signed } from './options.ts';

/** Those of Teams, one that it has endorsed for another channel, and one that nobody knows. */
export type Keys = {
  jwks: () => object;
  sign(signed: Signed, usual: Record<string, string | number>): string;
};

export function makeKeys(): Keys {
  const own = pair('msteams');
  const slack = pair('slack');
  const stranger = { ...pair('msteams'), id: own.id };
  const pairs = { own, slack, stranger };

  return {
    jwks: () => ({ keys: [own.jwk, slack.jwk] }),
    sign({ claims, key = 'own', algorithm = 'RS256' }, usual) {
      const { id, privateKey } = pairs[key];
      const words = [
        { alg: algorithm, typ: 'JWT', kid: id },
        { ...usual, ...claims },
      ]
        .map(encoded)
        .join('.');
      return `${words}.${algorithm === 'none' ? '' : signature(words, privateKey)}`;
    },
  };
}

function pair(channel: string) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const id = randomUUID();
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: id, use: 'sig', alg: 'RS256', endorsements: [channel] };
  return { id, privateKey, jwk };
}

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const signature = (words: string, key: KeyObject) => createSign('RSA-SHA256').update(words).sign(key, 'base64url');
