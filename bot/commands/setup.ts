import { z } from 'zod';
import { changePermission } from '#core/directory/change-permission.ts';
import { getToKnow } from '#core/directory/recognise.ts';
import type { Refusal } from '#core/refusal.ts';
import { isSettingKey } from '#core/settings/settings.ts';
import { askTestMail } from '#core/setup/ask-test-mail.ts';
import { passStep } from '#core/setup/pass-step.ts';
import { setupOf } from '#core/setup/setup-of.ts';
import { SetupStep, stepAfter } from '#core/setup/step.ts';
import type { Profile } from '#core/store/operators.ts';
import type { Reply } from '../reply.ts';
import { type CommandContext, defineCommand } from './define.ts';
import { settings } from './settings.ts';

/** What was filled in. Nothing: the step is passed. */
const Answered = z.object({
  step: SetupStep,
  values: z.record(z.string(), z.string().max(500)).default({}),
  /** Who may approve, as their platform describes them. */
  approvers: z.array(z.custom<Profile>((profile) => typeof profile === 'object')).default([]),
  testMail: z.boolean().default(false),
});
type Answered = z.output<typeof Answered>;

export const setup = defineCommand({
  name: 'setup',
  summary: 'Set a company up, step by step',
  hidden: true,
  opens: () => true,
  args: z.object({ answered: Answered.optional() }),
  read: () => ({}),

  async run({ answered }, context) {
    if (!answered) return show(context);

    const refusal = await keep(answered, context);
    if (refusal) return show(context, { step: answered.step, refusal });
    const next = stepAfter(answered.step);
    return next ? show(context, { step: next }) : show(context, { step: 'done' });
  },
});

type At = { step?: SetupStep | 'done'; refusal?: Refusal };

/** The step that is asked for, else the first one that is open, else the first one of all. */
async function show({ db, operator }: CommandContext, { step, refusal }: At = {}): Promise<Reply> {
  const found = await setupOf({ db }, operator);
  if (!found.ok) return { kind: 'refused', refusal: found.refusal };
  const view = found.value;
  if (step === 'done') return { kind: 'setup-done', view };

  const open = view.steps.find(({ state }) => state === 'open')?.step ?? 'name';
  return { kind: 'setup-form', view, step: step ?? open, ...(refusal && { refusal }) };
}

/** Each answer is the command that somebody could have typed instead, with the same rules. */
async function keep({ step, values, approvers, testMail }: Answered, context: CommandContext) {
  const { db, operator, place } = context;
  const found = await setupOf({ db }, operator);
  if (!found.ok) return found.refusal;
  const { values: inForce } = found.value;
  // Fields come filled in with what is in force: left as they are, they change nothing.
  const set = Object.entries(values).filter(
    ([key, value]) => isSettingKey(key) && value.trim() !== '' && value.trim() !== inForce[key],
  );
  for (const [key, value] of set) {
    const reply = await settings.run({ key, value }, context);
    if (reply.kind === 'refused') return reply.refusal;
  }
  await getToKnow({ db }, approvers);
  for (const { platform, userId } of approvers) {
    const asked = { platform, person: userId, permission: 'approve-runs' };
    const granted = await changePermission({ db }, operator, 'grant', asked);
    if (!granted.ok) return granted.refusal;
  }
  const mailed = testMail ? await askTestMail({ db }, operator, place) : undefined;
  if (mailed && !mailed.ok) return mailed.refusal;

  const passed = set.length === 0 && approvers.length === 0 ? await passStep({ db }, operator, step) : undefined;
  return passed && !passed.ok ? passed.refusal : undefined;
}
