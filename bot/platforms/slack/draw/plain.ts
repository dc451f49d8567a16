import type { PlainTextOption } from '@slack/types';
import type { Suggestion } from '../../../reply.ts';
import { cut } from '../../../views/cut.ts';
import { limits } from '../limits.ts';

/** Letters and nothing else, as far as there is room for them. */
export const plain = (words: string, limit: number) => ({
  type: 'plain_text' as const,
  text: cut(words, limit),
  emoji: false,
});

/** Something to choose. Where its name is too long, the rest still tells it apart from others. */
export function option({ name, rest, value }: Suggestion): PlainTextOption {
  return { text: plain(cut(name, Math.max(1, limits.option - rest.length)) + rest, limits.option), value };
}
