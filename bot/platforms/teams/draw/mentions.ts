import type { Actor } from '#core/operator.ts';
import { theirs } from '../../../views/ink.ts';
import type { Mention } from './adaptive.ts';

/** Who is named in one card. */
export type Mentions = {
  /** As it stands in a text: their mention where Teams knows them, else their name. */
  of(actor: Actor): string;
  all(): Mention[];
};

/** `mris`: what Teams calls people to this bot (29:…), by their Entra ids. */
export function collectMentions(mris: ReadonlyMap<string, string>): Mentions {
  const known = new Map<string, Mention>();
  return {
    of({ name, users }) {
      const mri = users.flatMap(({ platform, userId }) => (platform === 'teams' ? (mris.get(userId) ?? []) : []))[0];
      if (!mri) return theirs(name);
      const mention = known.get(mri) ?? newMention(mri, theirs(name), [...known.values()]);
      known.set(mri, mention);
      return mention.text;
    },
    all: () => [...known.values()],
  };
}

/** The text is what Teams finds the person by: namesakes need one each. */
function newMention(id: string, name: string, others: Mention[]): Mention {
  const namesakes = others.filter(({ mentioned }) => mentioned.name === name).length;
  const shown = namesakes > 0 ? `${name} (${namesakes + 1})` : name;
  return { type: 'mention', text: `<at>${shown}</at>`, mentioned: { id, name } };
}
