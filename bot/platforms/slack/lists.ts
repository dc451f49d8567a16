import type { KnownBlock } from '@slack/types';
import { more } from '../../wording.ts';
import { note, text } from './kit.ts';
import { cut, limits } from './limits.ts';

// Slack takes 50 blocks in a message and shortens what is read by nobody. The other 10 are for what stands around the list.
const MOST_BLOCKS = 40;
const MOST_FULL_BLOCKS = 10;

/** Things of a few lines, one below the other. What has no room is counted. */
export function items(all: string[]): KnownBlock[] {
  return [...all.slice(0, MOST_BLOCKS).map(text), ...rest(all.length - MOST_BLOCKS)];
}

/** Things of one line, as close as they can stand. What has no room is counted. */
export function lines(all: string[]): KnownBlock[] {
  const pieces: string[][] = [];
  let room = 0;
  for (const line of all.map((line) => cut(line, limits.section))) {
    if (line.length > room) {
      pieces.push([]);
      room = limits.section;
    }
    pieces.at(-1)?.push(line);
    room -= line.length + 1;
  }
  const shown = pieces.slice(0, MOST_FULL_BLOCKS);
  return [...shown.map((piece) => text(piece.join('\n'))), ...rest(all.length - shown.flat().length)];
}

const rest = (left: number) => (left > 0 ? [note(more(left))] : []);
