import type { WebClient } from '@slack/web-api';
import type { Log } from '#core/process/log.ts';
import type { Reply, ReplyOf } from '../../reply.ts';
import type { Asker } from './asker.ts';
import { direct } from './direct.ts';
import { said } from './fault.ts';
import { detailsModal, isDetails } from './views/details.ts';
import { form, isForm } from './views/forms.ts';
import { whisper } from './whisper.ts';

/** Shows a reply to the asker alone, in the form that fits: a modal, a file in the direct conversation, or a private message. */
export async function answer(client: WebClient, log: Log, asker: Asker, reply: Reply): Promise<void> {
  if (reply.kind === 'card-follows') return;
  if (reply.kind === 'file') return handOver(client, log, asker, reply);
  const view = modal(reply, asker);
  if (!view) return whisper(client, log, asker, reply);
  if (!(await show(client, asker, view))) await whisper(client, log, asker, { kind: 'too-late' });
}

type Modal = NonNullable<Parameters<WebClient['views']['open']>[0]>['view'];

/** Undefined where there is nothing to show in one, or nothing to open it with. */
function modal(reply: Reply, { triggerId, viewId, carried }: Asker): Modal | undefined {
  if (isForm(reply) && triggerId) return form(reply, carried);
  return isDetails(reply) && (triggerId || viewId) ? detailsModal(reply, carried) : undefined;
}

/** In the modal that is open already, else in a new one. False when Slack says that it comes too late for that. */
async function show(client: WebClient, { triggerId = '', viewId }: Asker, view: Modal): Promise<boolean> {
  try {
    if (viewId) await client.views.update({ view_id: viewId, view });
    else await client.views.open({ trigger_id: triggerId, view });
    return true;
  } catch (error) {
    if (said(error, 'expired_trigger_id')) return false;
    throw error;
  }
}

/** The file goes to the direct conversation; where it was asked for, beside any thread, stands where to find it. */
async function handOver(client: WebClient, log: Log, asker: Asker, reply: ReplyOf<'file'>): Promise<void> {
  const { name, content } = reply;
  const channel = await direct(client, asker.userId);
  await client.filesUploadV2({ channel_id: channel, filename: name, file: Buffer.from(content), title: name });
  const { conversation } = asker.carried;
  await whisper(client, log, { ...asker, carried: { conversation } }, reply);
}
