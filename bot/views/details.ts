import { type ImportDetails, RowFilter } from '#core/imports/import-details.ts';
import type { RunDetails } from '#core/runs/run-details.ts';
import type { Reply, ReplyOf } from '../reply.ts';
import { buttons, detailsWords, rowStates, rowStatuses, sentence } from '../wording.ts';
import type { Block } from './block.ts';
import { importRows } from './import-rows.ts';
import { theirs } from './ink.ts';
import { actions, filterMenu, text, turn } from './kit.ts';
import { runRows } from './run-rows.ts';

export type Details = ReplyOf<'import-details' | 'run-details'>;

export function isDetails(reply: Reply): reply is Details {
  return reply.kind === 'import-details' || reply.kind === 'run-details';
}

/** One page of rows, with buttons to its neighbours. */
export function detailsBlocks(reply: Details): Block[] {
  const rows = reply.kind === 'import-details' ? importRows(reply.details) : runRows(reply.details);
  return [text(theirs(sentence(reply))), ...filters(reply), ...rows, ...neighbours(reply)];
}

/** Nothing to choose from where all rows are alike. */
function filters(reply: Details): Block[] {
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

function neighbours(reply: Details): Block[] {
  const { page, pages, filter } = reply.details;
  const id = idOf(reply);
  return actions([
    ...(page > 1 ? [turn(buttons.previousPage, id, page - 1, filter)] : []),
    ...(page < pages ? [turn(buttons.nextPage, id, page + 1, filter)] : []),
  ]);
}
