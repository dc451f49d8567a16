import { type Letter, slot } from '../compose/letter.ts';
import { type LetterFacts, makeLetter } from './make-letter.ts';
import type { Block } from './page.ts';

export type LoginFacts = LetterFacts & {
  /** The page to sign in at, if we know it. */
  signInAt?: string;
};

/** Tells somebody that they have an account now. A mail of its own, so that nobody takes it for the invitation. */
export function loginLetter({ signInAt, ...given }: LoginFacts): Letter {
  return makeLetter(given, ({ login: texts, automatic }, facts) => {
    const way: Block = signInAt
      ? { kind: 'button', label: texts.button, link: signInAt, copyLink: texts.copyLink }
      : { kind: 'paragraph', text: texts.askWhere(facts) };
    return {
      subject: texts.subject(facts),
      title: texts.title(facts),
      accent: 'blue',
      blocks: [
        { kind: 'paragraph', text: slot('greeting') },
        { kind: 'paragraph', text: texts.intro(facts) },
        { kind: 'paragraph', text: texts.account({ email: slot('email') }) },
        way,
        { kind: 'paragraph', text: texts.notTheInvitation },
        { kind: 'heading', text: texts.genuineTitle },
        { kind: 'points', items: texts.genuine({ ...facts, sender: facts.from.address }) },
        { kind: 'small', text: automatic(facts) },
      ],
    };
  });
}
