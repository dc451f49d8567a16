import type { KnownBlock, ModalView } from '@slack/types';
import { type Reply, show } from '../../../reply.ts';
import { buttons, formWords } from '../../../wording.ts';
import { note, plain } from '../kit.ts';
import { limits } from '../limits.ts';
import { withoutTables } from '../plain-blocks.ts';
import type { Carried } from './carried.ts';
import { views } from './index.ts';

const frame = (blocks: KnownBlock[], carried: Carried): ModalView => ({
  type: 'modal',
  callback_id: 'answer',
  title: plain(formWords.product, limits.modalTitle),
  close: plain(buttons.close, limits.modalTitle),
  private_metadata: JSON.stringify(carried),
  blocks,
});

/** Opened at once, since Slack lets nobody open a modal 3 s after a press; what was asked for takes its place. */
export const loadingModal = (carried: Carried): ModalView => frame([note(formWords.loading)], carried);

/** An answer that has no modal of its own. Modals take no tables. */
export const answerModal = (reply: Reply, carried: Carried): ModalView =>
  frame(withoutTables(show(views, reply)).slice(0, limits.viewBlocks), carried);
