import type { KnownBlock, ModalView } from '@slack/types';
import { type ImportDetails, RowFilter } from '#core/imports/import-details.ts';
import type { RunDetails } from '#core/runs/run-details.ts';
import type { Reply, ReplyOf } from '../../../reply.ts';
import { buttons, detailsWords, rowStates, rowStatuses, sentence } from '../../../wording.ts';
import { actions, escaped, filterMenu, plain, text, turn } from '../kit.ts';
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
  return [text(escaped(sentence(reply))), ...filters(reply), ...rows, ...neighbours(reply)];
}

/** Nothing to choose from where all rows are alike. */
function filters(reply: Details): KnownBlock[] {
  const { filter } = reply.details;
  const found = reply.kind === 'import-details' ? importFilters(reply.details) : runFilters(reply.details);
  const all = found.reduce((sum, { rows }) => sum + rows, 0);
  if (found.length < 2) return [];
  const choices = [
    { label: detailsWords.everything(all) },
    ...found.map(({ name, rows, by }) => ({ label: detailsWords.some(name, rows), filter: by })),
  ];
  return actions([filterMenu(idOf(reply), choices, filter)]);
}

type Filter = { name: string; rows: number; by: string };

const importFilters = ({ report: { counts } }: ImportDetails): Filter[] =>
  RowFilter.options
    .map((state) => ({ name: rowStates[state], rows: counts[state], by: state }))
    .filter(({ rows }) => rows > 0);

const runFilters = ({ counts }: RunDetails): Filter[] =>
  counts.map(({ status, rows }) => ({ name: rowStatuses[status], rows, by: status }));

const idOf = (reply: Details) => (reply.kind === 'import-details' ? reply.details.report.id : reply.details.runId);

function neighbours(reply: Details): KnownBlock[] {
  const { page, pages, filter } = reply.details;
  const id = idOf(reply);
  // One action_id may stand in a block once; both buttons say "details", in blocks of their own.
  return [
    ...(page > 1 ? actions([turn(buttons.previousPage, id, page - 1, filter)]) : []),
    ...(page < pages ? actions([turn(buttons.nextPage, id, page + 1, filter)]) : []),
  ];
}
