import type { LetterTexts } from './letter-texts.ts';

export const en: LetterTexts = {
  language: 'en',
  direction: 'ltr',
  locale: 'en-GB',

  greeting: (name) => (name ? `Hello ${name},` : 'Hello,'),
  automatic: ({ company }) =>
    `This message was sent automatically on behalf of ${company}. Please do not reply: nobody reads the answers.`,
  unexpected: 'You did not expect this message? Then you can leave it unanswered, and nothing will happen.',

  rehearsal: {
    subject: (subject) => `[Rehearsal] ${subject}`,
    meantFor: ({ who }) =>
      `Rehearsal: this mail would have gone to ${who}. Nobody but this inbox has got it, and linking is simulated.`,
  },

  invitation: {
    subject: ({ company }) => `${company}: please link your WhatsApp account`,
    title: ({ company }) => `Link your WhatsApp account with ${company}`,
    intro: ({ inviter, company, phone }) =>
      `${inviter} asks you to link the WhatsApp account on your number ${phone} with the message archive of ${company}. It takes about two minutes.`,
    howTitle: 'How to link it',
    steps: [
      'Open your personal link below, on a computer or any screen other than your phone.',
      'On your phone, open WhatsApp and go to Settings > Linked devices > Link a device.',
      'Point the phone at the code that the page shows.',
    ],
    button: 'Link WhatsApp account',
    copyLink: 'If the button does not work, copy this address into your browser:',
    validUntil: ({ when }) => `The link is only for you and valid until ${when}.`,
    newLink: ({ contact }) => `Too late? Ask ${contact} for a new link.`,
    meaningTitle: 'What linking means',
    meaning: ({ company, contact }) => [
      `From then on, ${company} archives the conversations on this number: those about work and personal ones alike.`,
      `You can see the link in WhatsApp under Settings > Linked devices. If you have questions before you start, ask ${contact}.`,
    ],
    genuineTitle: 'How to check that this message is genuine',
    genuine: ({ sender, linksBeginWith, contact }) => [
      `It comes from ${sender}.`,
      `The link begins with ${linksBeginWith}`,
      'Nobody asks you for a password, a PIN, a code that WhatsApp sent you, or money.',
      `In doubt, ask ${contact} in a way you know already, for example by phone or in person.`,
    ],
  },

  test: {
    subject: ({ company }) => `${company}: a test mail from Muster`,
    title: () => 'Your mails arrive',
    intro: ({ company }) => `You asked for this mail while you set up Muster for ${company}. Nobody else has got it.`,
    sender: ({ sender }) => `Invitations come from ${sender}, as this mail does.`,
    look: 'If it landed among junk, ask who runs your mail to look at SPF, DKIM and DMARC of the sender’s domain.',
  },

  login: {
    subject: ({ company }) => `${company}: an account was created for you`,
    title: ({ company }) => `Your account at ${company}`,
    intro: ({ inviter, company }) =>
      `${inviter} has created an account for you in the work applications of ${company}.`,
    account: ({ email }) => `You sign in as ${email}.`,
    askWhere: ({ contact }) => `Ask ${contact} where to sign in.`,
    notTheInvitation:
      'This message is about your account only. It is not an invitation to link WhatsApp: if there is one for you, it comes as a message of its own.',
    genuineTitle: 'How to check that this message is genuine',
    genuine: ({ sender, contact }) => [
      `It comes from ${sender}.`,
      'It holds no password and asks you for none.',
      `In doubt, ask ${contact} in a way you know already, for example by phone or in person.`,
    ],
  },
};
