import { type Letter, slot } from '../compose/letter.ts';
import { type LetterFacts, makeLetter } from './make-letter.ts';

/** Tells somebody that they have an account now. A mail of its own, so that nobody takes it for the invitation. */
export function loginLetter(given: LetterFacts): Letter {
  return makeLetter(given, ({ login: texts, automatic }, facts) => ({
    subject: texts.subject(facts),
    title: texts.title(facts),
    blocks: [
      { kind: 'paragraph', text: slot('greeting') },
      { kind: 'paragraph', text: texts.intro(facts) },
      { kind: 'paragraph', text: texts.account({ email: slot('email') }) },
      { kind: 'paragraph', text: texts.askWhere(facts) },
      { kind: 'paragraph', text: texts.notTheInvitation },
      { kind: 'heading', text: texts.genuineTitle },
      { kind: 'points', items: texts.genuine({ ...facts, sender: facts.from.address }) },
      { kind: 'small', text: automatic(facts) },
    ],
  }));
}
