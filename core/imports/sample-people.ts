import type { Column } from './columns.ts';

type Sample = Record<Column, string>;

/** The people in the template. Nobody has these addresses (RFC 2606), so a row with one was left in by mistake. */
export const samplePeople: Sample[] = [
  {
    username: 'sample.anna',
    email: 'sample.anna@example.com',
    first_name: 'Anna',
    last_name: 'Sample',
    mobile_phone: '+44 7400 123456',
    org_unit: 'Markets / Equities / London',
    role: 'Member',
    language: 'en',
    country: 'GB',
    time_zone: 'Europe/London',
    department: 'Equities',
    job_title: 'Trader',
  },
  {
    username: 'sample.ben',
    email: 'sample.ben@example.com',
    first_name: 'Ben',
    last_name: 'Sample',
    mobile_phone: '+1 212 555 0123',
    org_unit: 'Markets / Rates / New York',
    role: '',
    language: 'en',
    country: 'US',
    time_zone: 'America/New_York',
    department: 'Rates',
    job_title: 'Analyst',
  },
];

const addresses = new Set(samplePeople.map(({ email }) => email));

export function isSample(email: string): boolean {
  return addresses.has(email.trim().toLowerCase());
}
