import type { WebClient } from '@slack/web-api';
import type { Asker } from './asker.ts';
import { loadingModal } from './draw/modal.ts';
import { said } from './fault.ts';

/**
 * Slack lets us open a modal for 3 s after somebody acted, so it opens before anything is asked or read; what was asked for
 * takes its place. Of who acted longer ago nobody knows why it took so long: they get the answer as a message.
 */
export async function openLoading(client: WebClient, { triggerId = '', ...asker }: Asker): Promise<Asker> {
  try {
    const { view } = await client.views.open({ trigger_id: triggerId, view: loadingModal(asker.carried) });
    if (!view?.id) throw new Error('views.open gave no view');
    return { ...asker, viewId: view.id, isWaiting: true };
  } catch (error) {
    if (!late.some((code) => said(error, code))) throw error;
    return { ...asker, isLate: true };
  }
}

// An event that Slack tells twice carries the same trigger, which opens one modal.
const late = ['expired_trigger_id', 'exchanged_trigger_id'];
