import type { LinkTexts } from './texts.ts';

export const en: LinkTexts = {
  language: 'en',
  direction: 'ltr',
  title: (company) => `${company} invites you`,
  rehearsalTitle: '🎭 Rehearsal:',
  rehearsal: 'this page is a try-out. Linking is simulated, and nobody is really linked.',
  greeting: (name) => `Hello ${name},`,
  invited: (by, company) =>
    `${by} of ${company} invites you to link your WhatsApp account, so that ${company} can archive it.`,
  number: (phone) => `It is about the number ${phone}. No other number can be linked with this page.`,
  archived: 'Once it is linked, all conversations on that number are archived, professional and personal ones.',
  next: 'The code to scan will appear on this page. Linking is being prepared by your company; keep the mail, this link goes on working.',
  validUntil: (moment) => `This page is valid until ${moment}.`,
  linked: 'Your account is linked. There is nothing left to do; you can close this page.',
  closedTitle: 'This link does not work any more',
  closed:
    'It has expired, or a newer invitation has taken its place. Please use the link in the newest mail, or ask your administrator for a new one.',
  busyTitle: 'Please wait a minute',
  busy: 'This page was opened too often in a short time. Your link stays good: please open it again in a minute.',
  troubleTitle: 'This page is not there at this moment',
  trouble: 'Something is wrong on our side. Your link stays good: please open it again in a few minutes.',
};
