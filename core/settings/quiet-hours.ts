import { z } from 'zod';

/** From when to when nobody is mailed, in minutes of the day where each person is. It may go over midnight. */
export type QuietHours = { from: number; to: number };

const CLOCK = '([01]\\d|2[0-3]):([0-5]\\d)';
const WINDOW = new RegExp(`^${CLOCK} ?[-–] ?${CLOCK}$`);

/** "20:00-08:00"; undefined for off. */
export const QuietHours = z
  .string()
  .trim()
  .regex(WINDOW)
  .transform((words): QuietHours => {
    const [, fromHour, fromMinute, toHour, toMinute] = WINDOW.exec(words) ?? [];
    return { from: Number(fromHour) * 60 + Number(fromMinute), to: Number(toHour) * 60 + Number(toMinute) };
  })
  .refine(({ from, to }) => from !== to)
  .or(z.literal('off').transform(() => undefined));
