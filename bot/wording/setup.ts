import type { SetupView, StepState } from '#core/setup/setup-of.ts';
import { SetupStep } from '#core/setup/step.ts';
import type { TestMailState } from '#core/store/test-mails.ts';
import { count } from './numbers.ts';

type Told = { state: TestMailState; email?: string; words?: string };

const states: Record<StepState, string> = { set: 'done', passed: 'left out', open: 'open' };

/** What the set-up in chat says. */
export const setupWords = {
  title: 'Set up Muster',
  next: 'Save and go on',
  last: 'Save and finish',
  begin: 'Set up Muster…',
  skip: 'Leave it empty to skip it.',

  offer: (company: string) =>
    `Welcome. You own Muster at ${company}, and nothing is set yet. Setting it up takes ${count(SetupStep.options.length)} short steps; each can be left out, and you can go on later.`,
  where: (step: SetupStep) =>
    `Step ${count(SetupStep.options.indexOf(step) + 1)} of ${count(SetupStep.options.length)}`,
  progress: ({ steps }: SetupView) =>
    `${count(steps.filter(({ state }) => state === 'set').length)} of ${count(steps.length)} steps of the set-up are done.`,
  done: ({ company }: SetupView) => `${company} is set up as far as you liked. “settings” shows it all again.`,
  line: ({ step, state }: SetupView['steps'][number]) => `${steps[step].label}: ${states[state]}`,
  whatNext: 'Next: bring in a list with “import”, or type “help”.',
  connect: 'If you also use another workspace, type “connect” there or here to bring both together.',

  /** The moment as the platform writes it. */
  code: (code: string, until: string) =>
    `Type “connect ${code}” in the other workspace, as an owner there. The code is valid once, until ${until}. Whoever types it brings both workspaces into one company: the one where nobody has worked yet joins the other. The company keeps the owners that it has: nobody becomes one because their workspace joins.`,
  connected: (company: string) =>
    `Done: both workspaces are one company now, ${company}. People are matched by their verified e-mail address; what was set or granted in the workspace that joined is not carried over.`,

  about: (step: SetupStep) => steps[step].about,
  label: (step: SetupStep) => steps[step].label,
  approvalChannel: 'Channel where approvers are asked',
  summariesChannel: 'Channel where the summary of each run is shown as well',
  testMail: { label: 'Send me a test mail', about: 'To your own address; what came of it is told here' },
  test: 'Test',

  testMails: ({ state, email: known, words }: Told): string => {
    const email = known ?? 'your address';
    if (state === 'not-sent' && !known)
      return 'The test mail did not leave: I do not know your e-mail address any more.';
    if (state === 'sent')
      return `The mail server took the test mail to ${email}. Look whether it arrived, and not among junk.`;
    if (state === 'refused')
      return `The test mail to ${email} was refused${words ? `: ${words}` : ''}. Check the sender, then try again.`;
    if (state === 'unknown')
      return `Nobody can know whether the test mail to ${email} arrived: the mail server broke off. Look for it, then try again.`;
    return `The test mail to ${email} did not leave${words ? `: ${words}` : ''}. Whoever runs Muster should look at SMTP_URL.`;
  },
};

const steps: Record<SetupStep, { label: string; about: string }> = {
  name: { label: 'Company name', about: 'The name that invited people see in the mail and on the page.' },
  logo: {
    label: 'Logo',
    about:
      'The address of a picture that anybody can open, beginning with https://. Invited people see it beside the name.',
  },
  country: {
    label: 'Country',
    about: 'Two letters, such as GB. Phone numbers without a + in front are read as numbers of this country.',
  },
  sender: {
    label: 'Sender',
    about: 'The e-mail address that invitations come from. Your mail server must be allowed to send for it.',
  },
  approvers: {
    label: 'Approvers',
    about: 'Who may approve runs of others. Larger runs then wait for one of them; nobody approves their own.',
  },
  channels: {
    label: 'Channels',
    about:
      'Where Muster asks for approvals, and shows how each run went; without one, that stands only where the run was asked for. Invite me there first (/invite @Muster).',
  },
};
