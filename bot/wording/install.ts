/** What somebody reads who installs the app: what happened, and what to do now. */
type Words = { title: string; text: string; next: string };

const again = 'Begin again.';

export const installWords = {
  done: (name: string): Words => ({
    title: `Muster is in ${name}`,
    text: 'It listens now. In Slack, type /muster in any channel that you have invited it to, or write to it directly.',
    next: 'Open Slack',
  }),
  cancelled: {
    title: 'Nothing was installed',
    text: 'You said no, or your workspace wants an administrator to approve apps first. Ask them, and come back to this page.',
    next: again,
  },
  stateUnknown: {
    title: 'This is not the browser that began',
    text: 'Muster goes on only where an installation was begun, and only with cookies. Begin and end it in the same browser.',
    next: again,
  },
  stateExpired: {
    title: 'That took too long',
    text: 'For your safety an installation must be finished within ten minutes.',
    next: again,
  },
  stateUsed: {
    title: 'This was done already',
    text: 'This page was opened a second time, and an installation counts once. Look into Slack whether Muster is there.',
    next: again,
  },
  codeRefused: {
    title: 'Slack did not finish it',
    text: 'Slack takes what it gave you no more: it is good once, and for ten minutes.',
    next: again,
  },
  misconfigured: (code: string): Words => ({
    title: 'Muster is not set up rightly',
    text: `Slack refuses what Muster shows it (${code}). Whoever runs Muster must look at SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, PUBLIC_URL and the redirect URL of the Slack app.`,
    next: again,
  }),
  away: {
    title: 'Slack does not answer',
    text: 'Nothing is broken on your side, and nothing was installed. Wait a moment.',
    next: again,
  },
  tooOften: {
    title: 'That was too often',
    text: 'From where you are Muster was installed many times within a minute. Wait for a minute.',
    next: again,
  },
  trouble: (reference: string): Words => ({
    title: 'Something went wrong on our side',
    text: `Try again in a moment. Whoever runs Muster finds out more with reference ${reference}.`,
    next: again,
  }),
} as const;

export type InstallWords = Words;
