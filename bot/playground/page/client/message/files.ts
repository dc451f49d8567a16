import type { ShownFile } from '../../../slack/types.ts';
import { h } from '../base/dom.ts';
import { icon } from '../base/icon.ts';
import { sizeOf } from '../upload.ts';

/** Each file as a link that downloads it in the name of who sits here. */
export function showFiles(files: ShownFile[], me: string): HTMLElement | undefined {
  if (files.length === 0) return undefined;
  return h('div', { class: 'files' }, ...files.map((file) => showFile(file, me)));
}

function showFile({ id, name, size }: ShownFile, me: string): HTMLElement {
  const href = `/playground/files/${encodeURIComponent(id)}?person=${encodeURIComponent(me)}`;
  return h(
    'a',
    { class: 'file', href, download: name, title: `Download ${name}` },
    icon('file'),
    h('span', { class: 'file-words' }, h('strong', {}, name), h('span', { class: 'faint' }, sizeOf(size))),
    icon('down'),
  );
}
