import { z } from 'zod';

/** "<id>:<card version>[:<page>[:<filter>]]", as draw/buttons.ts writes it into a button or a menu. Anything else carries nothing. */
const value = /^([0-9a-f-]{36}):(\d{1,9})(?::(\d{1,6})(?::([A-Za-z]{1,20}))?)?$/;

export function pressed(text: string | undefined): Record<string, unknown> {
  const [, id, version, page, filter] = value.exec(text ?? '') ?? [];
  return { ...(id && { id, version }), ...(page && { page }), ...(filter && { filter }) };
}

const Option = z.object({ value: z.string() });

const Field = z.object({
  value: z.string().nullish(),
  selected_option: Option.nullish(),
  selected_options: z.array(Option).default([]),
  selected_users: z.array(z.string()).default([]),
  selected_conversation: z.string().nullish(),
  // Seconds.
  selected_date_time: z.number().int().nullish(),
  files: z.array(z.object({ id: z.string(), name: z.string().nullish() })).default([]),
});

/** What stands in a submitted modal, by block id. Each of our blocks has one element. */
export const State = z.record(z.string(), z.record(z.string(), Field));

export function filled(state: z.output<typeof State>, blockId: string) {
  const [field] = Object.values(state[blockId] ?? {});
  return {
    text: field?.value ?? undefined,
    choice: field?.selected_option?.value,
    choices: field?.selected_options.map(({ value }) => value) ?? [],
    file: field?.files[0],
    users: field?.selected_users ?? [],
    channel: field?.selected_conversation ?? undefined,
    moment: field?.selected_date_time ? new Date(field.selected_date_time * 1000) : undefined,
  };
}
