import { button, h, on } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import { sizeOf } from '../upload.ts';

/** Files that wait to be sent with the next message. */
export function attachments(label: string) {
  let files: File[] = [];
  const chips = h('div', { class: 'chips attachments', role: 'list', 'aria-label': 'Files to send', hidden: true });
  // The native input lies over the paperclip, so that keyboard and pointer open the browser's own file chooser.
  const input = h('input', { type: 'file', multiple: true, class: 'file-native', 'aria-label': label, title: label });
  const clip = h('span', { class: 'tool clip' }, icon('clip'), input);
  on(input, 'change', () => {
    add([...(input.files ?? [])]);
    input.value = '';
  });

  return { chips, clip, add, list: () => files, set };

  function add(more: File[]) {
    set([...files, ...more]);
  }

  function set(next: File[]) {
    files = next;
    chips.hidden = files.length === 0;
    chips.replaceChildren(...files.map(chip));
  }

  function chip(file: File): HTMLElement {
    const remove = button(
      { class: 'chip-remove', 'aria-label': `Remove ${file.name}` },
      () => set(files.filter((other) => other !== file)),
      icon('close'),
    );
    return h(
      'span',
      { class: 'chip', role: 'listitem' },
      icon('file'),
      file.name,
      h('span', { class: 'faint' }, sizeOf(file.size)),
      remove,
    );
  }
}
