import type { App } from '@slack/bolt';
import { z } from 'zod';
import { formWords } from '../../../wording.ts';
import { Carried } from '../views/carried.ts';
import type { Asker } from '../asker.ts';
import { type ContextOf, pass } from './context.ts';
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
type Read = { fields: Record<string, unknown> } | { errors: Record<string, string> };

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
    const importId = filled(view.state.values, 'source').choice;
    const unitIds = filled(view.state.values, 'units').choices;
    if (!importId && unitIds.length === 0) return { errors: { source: formWords.list.missing } };
    if (importId && unitIds.length > 0) return { errors: { units: formWords.list.both } };
    return {
      fields: {
        chosen: {
          ...(importId ? { importId } : { unitIds }),
          withSubUnits: filled(view.state.values, 'sub_units').choices.length > 0,
          channel: filled(view.state.values, 'channel').choice,
        },
      },
    };
  },

  reject({ view }, { id, version }) {
    const reason = filled(view.state.values, 'reason').text?.trim();
    return reason ? { fields: [{ id, version, reason }] } : { errors: { reason: formWords.why.missing } };
  },
};

export function hearForms(app: App, contextOf: ContextOf): void {
  app.view(/.*/, async ({ ack, body }) => {
    if (body.type !== 'view_submission') return ack();
    const submission = Submission.parse(body);
    const carried = Carried.parse(JSON.parse(submission.view.private_metadata));
    const verb = submission.view.callback_id;
    const read = readers[verb]?.(submission, carried);
    if (!read) return ack();
    if ('errors' in read) return ack({ response_action: 'errors', errors: read.errors });

    await ack();
    await pass(contextOf(body), {
      eventKey: `form.${submission.view.id}`,
      asker: { userId: submission.user.id, carried },
      asked: { verb, fields: read.fields },
    });
  });
}
