/** Every sentence of every letter. A language is there when it has them all. */
export type LetterTexts = {
  /** BCP 47, for mail programs and screen readers. */
  language: string;
  direction: 'ltr' | 'rtl';
  /** For dates: the region decides about their order. */
  locale: string;

  /** No Mr or Ms: we know a name, not a title. */
  greeting(name: string | undefined): string;
  automatic(facts: { company: string }): string;
  unexpected: string;

  /** What tells a rehearsal from the real mail. */
  rehearsal: {
    subject(subject: string): string;
    meantFor(facts: { who: string }): string;
  };

  invitation: {
    subject(facts: { company: string }): string;
    title(facts: { company: string }): string;
    intro(facts: { inviter: string; company: string; phone: string }): string;
    howTitle: string;
    steps: [open: string, menu: string, scan: string];
    button: string;
    copyLink: string;
    validUntil(facts: { when: string }): string;
    newLink(facts: { contact: string }): string;
    meaningTitle: string;
    meaning(facts: { company: string; contact: string }): string[];
    genuineTitle: string;
    genuine(facts: { sender: string; linksBeginWith: string; contact: string }): string[];
  };

  /** What somebody who sets Muster up sends to themselves. */
  test: {
    subject(facts: { company: string }): string;
    title(facts: { company: string }): string;
    intro(facts: { company: string }): string;
    sender(facts: { sender: string }): string;
    look: string;
  };

  login: {
    subject(facts: { company: string }): string;
    title(facts: { company: string }): string;
    intro(facts: { inviter: string; company: string }): string;
    account(facts: { email: string }): string;
    askWhere(facts: { contact: string }): string;
    notTheInvitation: string;
    genuineTitle: string;
    genuine(facts: { sender: string; contact: string }): string[];
  };
};
