import type { KnownBlock, ModalView } from '@slack/types';
import type { Reply, ReplyOf } from '../../../reply.ts';
import { buttons, detailsWords, sentence } from '../../../wording.ts';
import { actions, escaped, plain, text, turn } from '../kit.ts';
import { limits } from '../limits.ts';
import type { Carried } from './carried.ts';
import { importRows } from './import-rows.ts';
import { runRows } from './run-rows.ts';

type Details = ReplyOf<'import-details' | 'run-details'>;

export function isDetails(reply: Reply): reply is Details {
  return reply.kind === 'import-details' || reply.kind === 'run-details';
}

/** One page of rows in a modal of the asker's own, with buttons to its neighbours. */
export function detailsModal(reply: Details, carried: Carried): ModalView {
  return {
    type: 'modal',
    callback_id: 'details',
    title: plain(detailsWords.title, limits.modalTitle),
    close: plain(buttons.close, limits.modalTitle),
    private_metadata: JSON.stringify(carried),
    blocks: detailsBlocks(reply),
  };
}

export function detailsBlocks(reply: Details): KnownBlock[] {
  const rows = reply.kind === 'import-details' ? importRows(reply.details) : runRows(reply.details);
  return [text(escaped(sentence(reply))), ...rows, ...neighbours(reply)];
}

function neighbours(reply: Details): KnownBlock[] {
  const { page, pages } = reply.details;
  const id = reply.kind === 'import-details' ? reply.details.report.id : reply.details.runId;
  // One action_id may stand in a block once; both buttons say "details", in blocks of their own.
  return [
    ...(page > 1 ? actions([turn(buttons.previousPage, id, page - 1)]) : []),
    ...(page < pages ? actions([turn(buttons.nextPage, id, page + 1)]) : []),
  ];
}
