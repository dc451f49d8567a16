import { z } from 'zod';
import { emailAddress } from '#core/email-address.ts';

/** Who a letter comes from: `Name <a@b.example>`, `"Name, Ltd" <a@b.example>` or a bare address. */
export type Mailbox = z.infer<typeof Mailbox>;
export const Mailbox = z.string().transform((written, context): { name?: string; address: string } => {
  const [, shown = '', inner = written] = /^([^<>]*)<([^<>]+)>$/.exec(written.trim()) ?? [];
  const address = emailAddress(inner.trim());
  const name = unquoted(shown.trim());
  if (address && !/\p{Cc}/u.test(name)) return { address, ...(name && { name }) };

  context.addIssue({ code: 'custom', message: 'must be an address such as "Company <muster@company.example>"' });
  return z.NEVER;
});

const unquoted = (name: string) => name.replace(/^"(.*)"$/, '$1').replace(/\\(.)/g, '$1');

export const domainOf = ({ address }: Mailbox) => address.slice(address.lastIndexOf('@') + 1);

type Company = {
  company: string;
  /** Empty: the deployment's own. */
  mailFrom: string;
};

/** The company's own address where it has set one, under the deployment's name for itself or else the company's. */
export function sentBy({ company, mailFrom }: Company, deployment: Mailbox): Mailbox {
  return { name: deployment.name ?? company, address: mailFrom || deployment.address };
}
