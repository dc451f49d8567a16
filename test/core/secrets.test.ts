import { expect, it } from 'vitest';
import { maskEmail, maskPhone } from '#core/mask.ts';
import { linkTokenHash, openSecrets } from '#core/secrets.ts';

const secrets = openSecrets(Buffer.alloc(32, 1));
const bytes = Buffer.from('a list of people');

it('what is sealed opens again under its own name, and looks different each time', () => {
  const sealed = [secrets.seal(bytes, 'a'), secrets.seal(bytes, 'a')];

  expect(sealed.map((one) => Buffer.from(secrets.unseal(one, 'a')).toString())).toEqual(
    Array(2).fill('a list of people'),
  );
  expect(Buffer.compare(sealed[0] ?? bytes, sealed[1] ?? bytes)).not.toBe(0);
});

it('what is sealed opens under no other name and no other key, and not when a bit was turned', () => {
  const sealed = secrets.seal(bytes, 'a');
  const turned = sealed.map((byte, i) => (i === 20 ? byte ^ 1 : byte));

  expect(() => secrets.unseal(sealed, 'b')).toThrow();
  expect(() => openSecrets(Buffer.alloc(32, 2)).unseal(sealed, 'a')).toThrow();
  expect(() => secrets.unseal(turned, 'a')).toThrow();
  expect(() => secrets.unseal(Buffer.alloc(3), 'a')).toThrow('not sealed');
});

it('a link token is the same for the same version and tells nothing of the next', () => {
  const id = '018f0000-0000-7000-8000-000000000000';
  const tokens = [secrets.linkToken(id, 1), secrets.linkToken(id, 1), secrets.linkToken(id, 2)];

  expect(tokens[0]).toMatch(/^[\w-]{43}$/);
  expect(new Set(tokens).size).toBe(2);
  expect(linkTokenHash(tokens[0] ?? '')).toHaveLength(32);
});

it('a key that is too short is refused', () => {
  expect(() => openSecrets(Buffer.alloc(31))).toThrow('SECRET_KEY');
});

it.each([
  ['bob@y.test', 'b•••@y.test'],
  ['@y.test', '•••'],
  ['bob', '•••'],
])('%s is shown as %s', (address, masked) => {
  expect(maskEmail(address)).toBe(masked);
});

it.each([
  ['+447700900123', '+44•••••0123'],
  ['+12345678', '•••••78'],
])('%s is shown as %s', (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked);
});
