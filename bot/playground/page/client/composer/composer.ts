import { button, h, on } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import { attachments } from './attachments.ts';
import { type Suggest, suggestions } from './suggestions.ts';

export type Where = {
  person: string;
  channel: string;
  threadTs?: string;
  label: string;
  placeholder: string;
  /** Files have no place there, for this reason. */
  withoutFiles?: string;
};
export type Draft = { text: string; files: File[] };

type Composing = {
  words: { send: string; attach: string };
  suggest: Suggest;
  /** Whether it was done. */
  deliver(where: Where, draft: Draft): Promise<boolean>;
  /** Files came that have no place there. */
  refuse?(why: string): void;
};

/** Where one writes. What was begun in one place stays there while one looks elsewhere. */
export function makeComposer({ words, suggest, deliver, refuse }: Composing, ...tools: HTMLElement[]) {
  const drafts = new Map<string, Draft>();
  let where: Where | undefined;
  const input = h('textarea', { rows: 1, class: 'composer-input' });
  const files = attachments(words.attach);
  const hint = suggestions(input, suggest);
  const send = button(
    { class: 'tool send', 'aria-label': words.send, title: words.send },
    () => void post(),
    icon('send'),
  );
  const element = h(
    'div',
    { class: 'composer' },
    hint.element,
    files.chips,
    input,
    h(
      'div',
      { class: 'composer-tools' },
      files.clip,
      ...tools,
      h('span', { class: 'grow' }),
      h('span', { class: 'faint key-hint', 'aria-hidden': 'true' }, 'Enter sends, Shift + Enter breaks the line'),
      send,
    ),
  );
  on(input, 'keydown', (event) => {
    if (hint.key(event)) return;
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void post();
  });
  on(input, 'paste', (event) => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (pasted.length > 0) attach(pasted);
  });

  return { element, moveTo, attach, prefill, insert, focus: () => input.focus() };

  function moveTo(next: Where) {
    if (where && keyOf(where) === keyOf(next)) return;
    if (where) drafts.set(keyOf(where), { text: input.value, files: files.list() });
    where = next;
    restore(drafts.get(keyOf(next)) ?? { text: '', files: [] });
    input.setAttribute('aria-label', next.label);
    input.placeholder = next.placeholder;
    files.clip.hidden = next.withoutFiles !== undefined;
    hint.hide();
  }

  function attach(more: File[]) {
    if (where?.withoutFiles) refuse?.(where.withoutFiles);
    else files.add(more);
  }

  /** Puts words where the cursor stands. */
  function insert(words: string) {
    input.setRangeText(words, input.selectionStart, input.selectionEnd, 'end');
    input.focus();
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }

  function prefill(text: string) {
    input.value = text;
    input.focus();
  }

  function restore({ text, files: kept }: Draft) {
    input.value = text;
    files.set(kept);
  }

  async function post() {
    const draft = { text: input.value, files: files.list() };
    if (!where || (draft.text.trim() === '' && draft.files.length === 0)) return;
    const there = where;
    const from = keyOf(there);

    restore({ text: '', files: [] });
    hint.hide();
    if (await deliver(there, draft)) return;
    // Nothing that was written is lost: it comes back where it was written.
    if (where && keyOf(where) === from && input.value === '') restore(draft);
    else drafts.set(from, draft);
  }
}

function keyOf({ person, channel, threadTs = '' }: Where): string {
  return `${person}/${channel}/${threadTs}`;
}
