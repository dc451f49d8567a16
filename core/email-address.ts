import { domainToASCII } from 'node:url';

// RFC 5321 4.5.3.1: 64 octets before the @, 254 in all (erratum 1690 to RFC 3696).
const LONGEST_LOCAL_PART = 64;
const LONGEST_ADDRESS = 254;

// RFC 5322 3.2.3, dot-atom: quoted local parts are refused, and so is everything that could end an SMTP command.
const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** The address with its domain in ASCII (punycode). Undefined when it is none that mail can be sent to. */
export function emailAddress(written: string): string | undefined {
  // In ASCII a domain is never shorter than its letters, and a letter is two units at the most.
  if (written.length > 2 * LONGEST_ADDRESS) return undefined;
  const at = written.lastIndexOf('@');
  const local = written.slice(0, at);
  if (at < 1 || local.length > LONGEST_LOCAL_PART || !LOCAL_PART.test(local)) return undefined;

  const domain = asciiDomain(written.slice(at + 1));
  const address = `${local}@${domain}`;
  return DOMAIN.test(domain) && address.length <= LONGEST_ADDRESS ? address : undefined;
}

// Nearly all are ASCII as they stand, and asking costs more than looking.
const asciiDomain = (domain: string) => (DOMAIN.test(domain) ? domain : domainToASCII(domain));

/** The address as it is compared: people write theirs in any case. */
export function emailKey(address: string): string {
  return address.toLowerCase();
}
