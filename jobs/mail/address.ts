import { domainToASCII } from 'node:url';
import { z } from 'zod';

// RFC 5321 4.5.3.1: 64 octets before the @, 254 in all (erratum 1690 to RFC 3696).
const LONGEST_LOCAL_PART = 64;
const LONGEST_ADDRESS = 254;

// RFC 5322 3.2.3, dot-atom: quoted local parts are refused, and so is everything that could end an SMTP command.
const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** The address as SMTP takes it: an ASCII local part and an ASCII domain (punycode). Undefined when nothing can be mailed there. */
export function mailAddress(written: string): string | undefined {
  const at = written.lastIndexOf('@');
  const local = written.slice(0, at);
  if (at < 1 || local.length > LONGEST_LOCAL_PART || !LOCAL_PART.test(local)) return undefined;

  const domain = asciiDomain(written.slice(at + 1));
  const address = `${local}@${domain}`;
  return DOMAIN.test(domain) && address.length <= LONGEST_ADDRESS ? address : undefined;
}

const asciiDomain = (domain: string) => (DOMAIN.test(domain) ? domain : domainToASCII(domain));

/** Who a letter comes from: `Name <a@b.example>`, `"Name, Ltd" <a@b.example>` or a bare address. */
export type Mailbox = z.infer<typeof Mailbox>;
export const Mailbox = z.string().transform((written, context): { name?: string; address: string } => {
  const [, shown = '', inner = written] = /^([^<>]*)<([^<>]+)>$/.exec(written.trim()) ?? [];
  const address = mailAddress(inner.trim());
  const name = unquoted(shown.trim());
  if (address && !/\p{Cc}/u.test(name)) return { address, ...(name && { name }) };

  context.addIssue({ code: 'custom', message: 'must be an address such as "Company <muster@company.example>"' });
  return z.NEVER;
});

const unquoted = (name: string) => name.replace(/^"(.*)"$/, '$1').replace(/\\(.)/g, '$1');
