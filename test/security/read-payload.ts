import { detailsModal, formModal } from '#bot/platforms/slack/draw/modal.ts';
import { message } from '#bot/platforms/slack/say.ts';
import type { Reply } from '#bot/reply.ts';
import { isDetails } from '#bot/views/details.ts';
import { form, isForm } from '#bot/views/forms.ts';

const carried = { conversation: 'C1' };

export function viewOf(reply: Reply): unknown {
  if (isForm(reply)) return formModal(form(reply), carried);
  return isDetails(reply) ? detailsModal(reply, carried) : undefined;
}

/** All mrkdwn in a payload: what Slack reads for mentions and links. */
export function mrkdwnIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'mrkdwn' && 'text' in value) return [String(value.text)];
  return Object.values(value).flatMap(mrkdwnIn);
}

// What our own views write themselves: a moment in the reader's time zone.
export const ours = /<!date\^\d+\^[^<>|]*\|[\d: UTC-]+>/g;

/** What is rich text in a payload, element by element. */
export function richIn(value: unknown): { type: string; text?: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'rich_text_section' && 'elements' in value)
    return Object.values(value.elements ?? {});
  return Object.values(value).flatMap(richIn);
}

export const shown = (reply: Reply) => [message(reply).blocks, viewOf(reply)];
export const linesIn = (reply: Reply) =>
  [
    ...mrkdwnIn(shown(reply)),
    richIn(shown(reply))
      .map(({ text = 'x' }) => text)
      .join(''),
  ]
    .join('\n')
    .split('\n').length;
