import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { whyNotAt } from '#core/runs/set-time.ts';
import { formWords, GROUP_VALUE } from '../../../wording.ts';
import type { Asker } from '../asker.ts';
import { audienceIn } from '../audience.ts';
import { Carried } from '../carried.ts';
import { loadingModal } from '../draw/modal.ts';
import { type ContextOf, type HearContext, pass } from './context.ts';
import { filled, State } from './fields.ts';

const Submission = z.object({
  user: z.object({ id: z.string() }),
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.object({ values: State }),
  }),
});
type Submission = z.infer<typeof Submission>;
type Fields = Record<string, unknown>;
/** `people`: whom it names, to be asked of Slack. */
type Read = { fields: Fields[]; people?: string[] } | { errors: Record<string, string> };

/** What each form asks for once it is submitted, once or for each of several things, or what is missing in it. */
const readers: Record<string, (submission: Submission, carried: Carried) => Read> = {
  import({ view }, { files }) {
    const how = {
      addNumbers: filled(view.state.values, 'add_numbers').choices.length > 0,
      sendLoginMail: filled(view.state.values, 'login_mail').choices.length > 0,
    };
    if (files) {
      // Asked for on purpose: an import of the same message that is over begins anew.
      const each = files.map(({ fileId, ...file }) => ({ upload: { fileId }, ...file, ...how, again: view.id }));
      return { fields: each.map((file) => ({ file })) };
    }
    const { file } = filled(view.state.values, 'file');
    if (!file) return { errors: { file: formWords.file.missing } };
    const chosen = { upload: { fileId: file.id }, fileName: file.name ?? 'list.csv', sourceKey: `slack.${view.id}` };
    return { fields: [{ file: { ...chosen, ...how } }] };
  },

  invite({ view }) {
    const list = filled(view.state.values, 'source').choice;
    const unitIds = filled(view.state.values, 'units').choices;
    if (!list && unitIds.length === 0) return { errors: { source: formWords.list.missing } };
    if (list && unitIds.length > 0) return { errors: { units: formWords.list.both } };
    const chosen = {
      ...(list ? listChosen(list) : { unitIds }),
      withSubUnits: filled(view.state.values, 'sub_units').choices.length > 0,
      channel: filled(view.state.values, 'channel').choice,
    };
    return { fields: [{ chosen }] };
  },

  /** Each block is called as the setting that it sets. */
  setup({ view: { state } }, { step }) {
    const values = Object.keys(state.values).flatMap((key) => {
      const { text, channel } = filled(state.values, key);
      const value = text ?? channel;
      return value ? [[key, value] as const] : [];
    });
    const testMail = filled(state.values, 'test_mail').choices.length > 0;
    const { users } = filled(state.values, 'approvers');
    return { fields: [{ answered: { step, values: Object.fromEntries(values), testMail } }], people: users };
  },

  reject({ view }, { id, version }) {
    const reason = filled(view.state.values, 'reason').text?.trim();
    return reason ? { fields: [{ id, version, reason }] } : { errors: { reason: formWords.why.missing } };
  },

  later({ view }, { id, version }) {
    const at = filled(view.state.values, 'at').moment;
    if (!at) return { errors: { at: formWords.at.missing } };
    const why = whyNotAt(at);
    return why ? { errors: { at: formWords.at.unfit[why] } } : { fields: [{ id, version, at }] };
  },

  erase: (_, { asked }) => ({ fields: [{ asked, confirmed: true }] }),
};

const listChosen = (value: string): Fields =>
  value.startsWith(GROUP_VALUE) ? { groupId: value.slice(GROUP_VALUE.length) } : { importId: value };

export function hearForms(app: App, contextOf: ContextOf): void {
  app.view(/.*/, async ({ ack, body }) => {
    if (body.type !== 'view_submission') return ack();
    const submission = Submission.parse(body);
    const carried = Carried.parse(JSON.parse(submission.view.private_metadata));
    const verb = submission.view.callback_id;
    const read = readers[verb]?.(submission, carried);
    if (!read) return ack();
    if ('errors' in read) return ack({ response_action: 'errors', errors: read.errors });

    const context = contextOf(body);
    const asker: Asker = { userId: submission.user.id, carried };
    if (verb === 'setup')
      return answerSetup(context, { submission, asker, read }, (view) => ack({ response_action: 'update', view }));

    await ack();
    // Files of a message stand where others may read along. What is put into a form, nobody else sees.
    const audience = carried.files && (await audienceIn(context, carried.conversation));
    for (const [index, one] of read.fields.entries()) {
      const fields = audience ? { ...one, file: { ...(one['file'] as object), audience } } : one;
      await pass(context, { eventKey: `form.${submission.view.id}.${index}`, asker, asked: { verb, fields } });
    }
  });
}

type Setup = { submission: Submission; asker: Asker; read: Extract<Read, { fields: Fields[] }> };

/** The modal stays open: the next step takes the place of the one that was answered. Saying the same twice changes nothing. */
async function answerSetup(
  context: HearContext,
  { submission, asker, read }: Setup,
  show: (view: ModalView) => Promise<void>,
): Promise<void> {
  await show(loadingModal(asker.carried));
  const [fields = {}] = read.fields;
  await pass(context, {
    asker: { ...asker, viewId: submission.view.id, isWaiting: true },
    asked: { verb: 'setup', fields },
    async complete() {
      const approvers = await Promise.all((read.people ?? []).map((userId) => context.people.profile(userId)));
      return { verb: 'setup', fields: { answered: { ...(fields['answered'] as object), approvers } } };
    },
  });
}
