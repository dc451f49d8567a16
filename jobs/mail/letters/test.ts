import { type Letter, slot } from '../compose/letter.ts';
import { type LetterFacts, makeLetter } from './make-letter.ts';

/** What somebody who sets Muster up sends to themselves, to see that mails arrive. */
export function testLetter(given: LetterFacts): Letter {
  return makeLetter(given, ({ test: texts, automatic }, facts) => ({
    subject: texts.subject(facts),
    title: texts.title(facts),
    blocks: [
      { kind: 'paragraph', text: slot('greeting') },
      { kind: 'paragraph', text: texts.intro(facts) },
      { kind: 'paragraph', text: texts.sender({ sender: facts.from.address }) },
      { kind: 'paragraph', text: texts.look },
      { kind: 'small', text: automatic(facts) },
    ],
  }));
}
