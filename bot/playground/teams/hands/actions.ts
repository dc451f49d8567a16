import { z } from 'zod';
import type { Card } from '../types.ts';

const Action = z.looseObject({
  type: z.enum(['Action.Execute', 'Action.Submit']),
  title: z.string().optional(),
  verb: z.string().optional(),
  data: z.looseObject({ verb: z.string().optional() }).default({}),
});
export type Action = z.infer<typeof Action>;

const Input = z.looseObject({
  type: z.string().startsWith('Input.'),
  id: z.string(),
  label: z.string().optional(),
  isRequired: z.boolean().default(false),
  value: z.unknown().optional(),
});
export type Input = z.infer<typeof Input>;

/** Everything in a card that can be pressed. */
export const actionsIn = (card: Card): Action[] => findAll(card, Action);
export const inputsIn = (card: Card): Input[] => findAll(card, Input);

export const verbOf = ({ verb, data }: Action): string | undefined => verb ?? data.verb;

/** Data is what an action carries, and nothing of it is part of the card. */
function findAll<Shape extends z.ZodType>(value: unknown, shape: Shape): z.output<Shape>[] {
  if (typeof value !== 'object' || value === null) return [];
  const { data: own } = shape.safeParse(value);
  const inner = Object.entries(value).filter(([key]) => key !== 'data');
  return [...(own ? [own] : []), ...inner.flatMap(([, part]) => findAll(part, shape))];
}
