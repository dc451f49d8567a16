import { tryAct } from '../act.ts';
import { button, h, on } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import type { Store } from '../store.ts';
import { readUploads } from '../upload.ts';
import { attachments } from './attachments.ts';
import { slashHint } from './slash-hint.ts';

export type Where = { person: string; channel: string; threadTs?: string; label: string; placeholder: string };
type Words = { send: string; attach: string };
type Draft = { text: string; files: File[] };

/** Where one writes. What was begun in one place stays there while one looks elsewhere. */
export function makeComposer(store: Store, words: Words) {
  const drafts = new Map<string, Draft>();
  let where: Where | undefined;
  const input = h('textarea', { rows: 1, class: 'composer-input' });
  const files = attachments(words.attach);
  const hint = slashHint(input);
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
    if (pasted.length > 0) files.add(pasted);
  });

  return { element, moveTo, attach: files.add, prefill, focus: () => input.focus() };

  function moveTo(next: Where) {
    if (where && keyOf(where) === keyOf(next)) return;
    if (where) drafts.set(keyOf(where), { text: input.value, files: files.list() });
    where = next;
    restore(drafts.get(keyOf(next)) ?? { text: '', files: [] });
    input.setAttribute('aria-label', next.label);
    input.placeholder = next.placeholder;
    hint.hide();
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
    const { channel, threadTs } = where;
    const from = keyOf(where);

    restore({ text: '', files: [] });
    hint.hide();
    const done = await tryAct(store, async () => ({
      act: 'type',
      channel,
      ...(threadTs && { threadTs }),
      text: draft.text,
      files: await readUploads(draft.files),
    }));
    if (done) return;
    // Nothing that was written is lost: it comes back where it was written.
    if (where && keyOf(where) === from && input.value === '') restore(draft);
    else drafts.set(from, draft);
  }
}

function keyOf({ person, channel, threadTs = '' }: Where): string {
  return `${person}/${channel}/${threadTs}`;
}
