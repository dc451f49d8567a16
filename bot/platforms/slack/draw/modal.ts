import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Offered } from '../../../commands/import.ts';
import { type Reply, show } from '../../../reply.ts';
import { cut } from '../../../views/cut.ts';
import { type Details, detailsBlocks } from '../../../views/details.ts';
import type { Form } from '../../../views/forms.ts';
import { views } from '../../../views/index.ts';
import { note } from '../../../views/kit.ts';
import { buttons, detailsWords, formWords } from '../../../wording.ts';
import type { Carried } from '../carried.ts';
import { limits } from '../limits.ts';
import { withoutTables } from '../plain-blocks.ts';
import { drawBlock, drawBlocks } from './blocks.ts';
import { drawForm } from './fields.ts';
import { plain } from './plain.ts';

type Frame = { id: string; title: string; close: string; carried: Carried };

const frame = ({ id, title, close, carried }: Frame, blocks: KnownBlock[]): ModalView => ({
  type: 'modal',
  callback_id: id,
  title: plain(title, limits.modalTitle),
  close: plain(close, limits.modalTitle),
  private_metadata: JSON.stringify(carried),
  blocks,
});

const ofAnswer = (carried: Carried): Frame => ({
  id: 'answer',
  title: formWords.product,
  close: buttons.close,
  carried,
});

/** Opened at once, since Slack lets nobody open a modal 3 s after a press; what was asked for takes its place. */
export const loadingModal = (carried: Carried): ModalView =>
  frame(ofAnswer(carried), drawBlock(note(formWords.loading)));

/** An answer that has no modal of its own. Modals take no tables. */
export const answerModal = (reply: Reply, carried: Carried): ModalView =>
  frame(ofAnswer(carried), withoutTables(drawBlocks(show(views, reply))).slice(0, limits.viewBlocks));

/** One page of rows in a modal of the asker's own. */
export const detailsModal = (reply: Details, carried: Carried): ModalView =>
  frame({ id: 'details', title: detailsWords.title, close: buttons.close, carried }, drawBlocks(detailsBlocks(reply)));

/** A form of ours; what it is about is carried from where it was opened to where its answer goes. */
export function formModal({ verb, title, submit, close, carries = {}, body }: Form, carried: Carried): ModalView {
  const { offered, ...about } = carries;
  const all = { ...carried, ...about, ...(offered && { files: files(offered) }) };
  return {
    ...frame({ id: verb, title, close, carried: all }, drawForm(body)),
    submit: plain(submit, limits.modalTitle),
  };
}

const Upload = z.object({ fileId: z.string() });

// A modal carries 3,000 characters, and a message has ten files at the most.
const LONGEST_NAME = 80;

const files = (offered: Offered[]) =>
  offered.map(({ upload, fileName, sourceKey }) => ({
    ...Upload.parse(upload),
    fileName: cut(fileName, LONGEST_NAME),
    sourceKey,
  }));
