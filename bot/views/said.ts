import type { Reply } from '../reply.ts';
import { sentence } from '../wording.ts';
import type { Block } from './block.ts';
import { theirs } from './ink.ts';
import { text } from './kit.ts';

/** Answers that are a sentence and nothing more. */
export const said = (reply: Reply): Block[] => [text(theirs(sentence(reply)))];
