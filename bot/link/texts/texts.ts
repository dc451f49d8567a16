/** Everything the member's page says, once per language. */
export type LinkTexts = {
  language: string;
  direction: 'ltr' | 'rtl';
  title: (company: string) => string;
  /** What tells a rehearsal from the real page, by a sign and a word. */
  rehearsalTitle: string;
  rehearsal: string;
  greeting: (name: string) => string;
  invited: (by: string, company: string) => string;
  number: (phone: string) => string;
  archived: string;
  next: string;
  validUntil: (moment: string) => string;
  linked: string;
  closedTitle: string;
  closed: string;
  busyTitle: string;
  busy: string;
  troubleTitle: string;
  trouble: string;
};
