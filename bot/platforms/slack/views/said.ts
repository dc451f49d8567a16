import type { KnownBlock } from '@slack/types';
import type { Reply } from '../../../reply.ts';
import { sentence } from '../../../wording.ts';
import { escaped, text } from '../kit.ts';

/** Answers that are a sentence and nothing more. */
export const said = (reply: Reply): KnownBlock[] => [text(escaped(sentence(reply)))];
