import { z } from 'zod';
import type { Hands } from '../teams/types.ts';
import { type Choices, id, upload } from './act.ts';

const where = { conversation: id, root: id.optional() };
const data = z.record(z.string(), z.unknown());
const inputs = z.record(z.string(), z.string());

const type = z.object({
  act: z.literal('type'),
  person: id,
  ...where,
  text: z.string().max(28_000),
  files: z.array(upload).max(10).default([]),
});

/** `data`: what the pressed button carries, since a card may have several with one verb. */
const press = z.object({ act: z.literal('press'), person: id, messageId: id, verb: id, data });

const fill = z.object({ act: z.literal('fill'), person: id, messageId: id, inputs });

const submit = z.object({
  act: z.literal('submit'),
  person: id,
  inputs,
  verb: id.optional(),
  data,
});

const compose = z.object({ act: z.literal('compose'), person: id, ...where, commandId: id });

const close = z.object({ act: z.literal('close'), person: id });

const consent = z.object({
  act: z.literal('consent'),
  person: id,
  messageId: id,
  action: z.enum(['accept', 'decline']),
});

const search = z.object({ act: z.literal('search'), person: id, ...where, dataset: id, typed: z.string().max(255) });

const look = z.object({ act: z.literal('look'), person: id, messageId: id });

export const TeamsAct = z.discriminatedUnion('act', [type, press, fill, compose, submit, close, consent, search, look]);
export type TeamsAct = z.output<typeof TeamsAct>;
/** What the page sends: files still in base64. */
export type SentTeamsAct = z.input<typeof TeamsAct>;

/** Does what this person of Teams did. Only `search` has something to tell. */
export async function performInTeams(hands: Hands, person: string, act: TeamsAct): Promise<Choices> {
  switch (act.act) {
    case 'type':
      await hands.type(person, place(act), act.text, act.files);
      return [];
    case 'press':
      await hands.press(person, act.messageId, act.verb, { data: act.data });
      return [];
    case 'fill':
      await hands.fill(person, act.messageId, act.inputs);
      return [];
    case 'compose':
      await hands.compose(person, place(act), act.commandId);
      return [];
    case 'submit':
      await hands.submit(person, act.inputs, act.verb, act.data);
      return [];
    case 'close':
      hands.close(person);
      return [];
    case 'consent':
      await hands.consent(person, act.messageId, act.action);
      return [];
    case 'look':
      await hands.look(person, act.messageId);
      return [];
    case 'search': {
      const found = await hands.search(person, place(act), act.dataset, act.typed);
      return found.map(({ title, value }) => ({ label: title, value }));
    }
  }
}

function place({ conversation, root }: { conversation: string; root?: string | undefined }) {
  return { conversation, ...(root !== undefined && { root }) };
}
