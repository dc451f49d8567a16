import { type Letter, slot } from '../compose/letter.ts';
import { type LetterFacts, makeLetter } from './make-letter.ts';
import type { Block } from './page.ts';

export type InvitationFacts = LetterFacts & {
  /** The address of our link pages as everyone sees it, such as `https://muster.example.com/link/`. */
  linksBeginWith: string;
};

/** The invitation to link WhatsApp. Each person's copy needs `link`, `phone` and `validUntil`. */
export function invitationLetter({ linksBeginWith, ...given }: InvitationFacts): Letter {
  return makeLetter(given, ({ invitation: texts, automatic, unexpected }, facts) => ({
    subject: texts.subject(facts),
    title: texts.title(facts),
    blocks: [
      { kind: 'paragraph', text: slot('greeting') },
      { kind: 'paragraph', text: texts.intro({ ...facts, phone: slot('phone') }) },
      { kind: 'heading', text: texts.howTitle },
      { kind: 'steps', items: texts.steps },
      { kind: 'button', label: texts.button, link: slot('link'), copyLink: texts.copyLink },
      { kind: 'strong', text: texts.validUntil({ when: slot('validUntil') }) },
      { kind: 'paragraph', text: texts.newLink(facts) },
      { kind: 'heading', text: texts.meaningTitle },
      ...texts.meaning(facts).map((text): Block => ({ kind: 'paragraph', text })),
      { kind: 'heading', text: texts.genuineTitle },
      { kind: 'points', items: texts.genuine({ ...facts, sender: facts.from.address, linksBeginWith }) },
      { kind: 'small', text: `${unexpected} ${automatic(facts)}` },
    ],
  }));
}
