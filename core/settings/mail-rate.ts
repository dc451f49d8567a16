import { z } from 'zod';

const SECONDS = { s: 1, sec: 1, second: 1, min: 60, minute: 60, h: 3_600, hour: 3_600 } as const;

/** "14", "14/s", "200/min", "5000/h" or "none". Mails a second; undefined for as many as the server takes. */
export const MailRate = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(none|(\d{1,6}(\.\d{1,3})?) ?(\/ ?(s|sec|second|min|minute|h|hour))?)$/)
  .transform((words) => {
    if (words === 'none') return undefined;
    const [mails = '', unit = 's'] = words.split('/').map((part) => part.trim());
    return Number(mails) / (isUnit(unit) ? SECONDS[unit] : 1);
  })
  .refine((perSecond) => perSecond === undefined || (perSecond >= 1 / 60 && perSecond <= 10_000));

const isUnit = (unit: string): unit is keyof typeof SECONDS => Object.hasOwn(SECONDS, unit);
