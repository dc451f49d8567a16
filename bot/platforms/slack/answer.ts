import type { WebClient } from '@slack/web-api';
import type { Log } from '#core/process/log.ts';
import type { Reply, ReplyOf } from '../../reply.ts';
import { isDetails } from '../../views/details.ts';
import { form, isForm } from '../../views/forms.ts';
import type { Asker } from './asker.ts';
import { direct } from './direct.ts';
import { answerModal, detailsModal, formModal } from './draw/modal.ts';
import { said } from './fault.ts';
import { homeTab } from './publish.ts';
import { whisper } from './whisper.ts';

/** Shows a reply to the asker alone, in the form that fits: a modal, the Home tab, a file in the direct conversation, or a private message. */
export async function answer(client: WebClient, log: Log, asker: Asker, reply: Reply): Promise<void> {
  if (reply.kind === 'card-follows' && !asker.isWaiting) return;
  if (asker.atHome === 'opened') return showAtHome(client, asker, reply);
  if (reply.kind === 'file') return handOver(client, log, asker, reply);
  await showOrSay(client, log, asker, reply);
}

async function showOrSay(client: WebClient, log: Log, asker: Asker, reply: Reply): Promise<void> {
  const view = modal(reply, asker);
  if (!view) return whisper(client, log, asker, asker.isLate ? lateReply(reply) : reply);
  if (!(await showModal(client, asker, view))) await whisper(client, log, asker, lateReply(reply));
}

type Modal = NonNullable<Parameters<WebClient['views']['open']>[0]>['view'];

/** Undefined where there is nothing to show in one, or nothing to open it with. */
function modal(reply: Reply, { triggerId, viewId, isWaiting, atHome, carried }: Asker): Modal | undefined {
  if (!triggerId && !viewId) return undefined;
  if (isForm(reply)) return formModal(form(reply), carried);
  if (isDetails(reply)) return detailsModal(reply, carried);
  return isWaiting || atHome ? answerModal(reply, carried) : undefined;
}

/** In the modal that is open already, else in a new one. False when Slack says that it comes too late for that. */
async function showModal(client: WebClient, { triggerId = '', viewId }: Asker, view: Modal): Promise<boolean> {
  try {
    if (viewId) await client.views.update({ view_id: viewId, view });
    else await client.views.open({ trigger_id: triggerId, view });
    return true;
  } catch (error) {
    // Whoever has closed the modal meanwhile does not wait for it any more.
    if (viewId && said(error, 'not_found')) return true;
    if (said(error, 'expired_trigger_id')) return false;
    throw error;
  }
}

/**
 * What can be read as a message is; a form has to be asked for once more, by a button where it carries nothing. Details too:
 * in a channel where nobody is named, their rows may not stand even for one alone.
 */
function lateReply(reply: Reply): Reply {
  if (isDetails(reply)) return { kind: 'too-late' };
  if (!isForm(reply)) return reply;
  if (reply.kind === 'import-form') return { kind: 'too-late', again: 'import' };
  return reply.kind === 'invite-form' ? { kind: 'too-late', again: 'invite' } : { kind: 'too-late' };
}

/** What stands there until the errand publishes, or where it never will. */
async function showAtHome(client: WebClient, { userId, carried }: Asker, reply: Reply): Promise<void> {
  await client.views.publish({ user_id: userId, view: homeTab(reply, carried.conversation) });
}

/** The file goes to the direct conversation; where it was asked for, beside any thread, stands where to find it. */
async function handOver(client: WebClient, log: Log, asker: Asker, reply: ReplyOf<'file'>): Promise<void> {
  const { name, content } = reply;
  const channel = await direct(client, asker.userId);
  await client.filesUploadV2({ channel_id: channel, filename: name, file: Buffer.from(content), title: name });
  const { conversation } = asker.carried;
  await showOrSay(client, log, { ...asker, carried: { conversation } }, reply);
}
