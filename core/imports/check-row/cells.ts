import { z } from 'zod';
import { emailAddress } from '../../email-address.ts';
import { looksCalculated, phoneNumber } from '../../phone-number.ts';
import type { Column } from '../columns.ts';
import { Country, Language, TimeZone } from './codes.ts';
import { refuseCell, Text, UnitPath } from './text.ts';

type Cell = z.ZodType<string, string>;

const Email: Cell = z
  .string()
  .transform((written, context) => emailAddress(written.trim()) ?? refuseCell(context, 'EMAIL_INVALID'));

function phoneIn(country: string | undefined): Cell {
  return z.string().transform((written, context) => {
    const number = phoneNumber(written, country);
    return number ?? refuseCell(context, looksCalculated(written) ? 'PHONE_LOOKS_CALCULATED' : 'PHONE_INVALID');
  });
}

/** What a cell that is not empty must be, by column. Numbers without + are read as numbers of `country`. */
export function cellsOf(country: string | undefined): Record<Column, Cell> {
  return {
    username: Text,
    email: Email,
    first_name: Text,
    last_name: Text,
    mobile_phone: phoneIn(country),
    org_unit: UnitPath,
    role: Text,
    language: Language,
    country: Country,
    time_zone: TimeZone,
    department: Text,
    job_title: Text,
  };
}
