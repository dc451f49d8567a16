import { h, on } from '../base/dom.ts';
import { icon } from '../base/icon.ts';

/** Takes files that are dropped anywhere on a pane, and shows so while they hover. */
export function dropZone(pane: HTMLElement, take: (files: File[]) => void): void {
  const zone = h('div', { class: 'drop-zone' }, icon('clip'), 'Drop to attach');
  // dragenter and dragleave fire for every child on the way.
  let depth = 0;

  on(pane, 'dragenter', (event) => {
    if (!hasFiles(event)) return;
    depth += 1;
    pane.append(zone);
  });
  on(pane, 'dragleave', (event) => {
    if (!hasFiles(event)) return;
    depth -= 1;
    if (depth <= 0) zone.remove();
  });
  on(pane, 'dragover', (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  on(pane, 'drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth = 0;
    zone.remove();
    take([...(event.dataTransfer?.files ?? [])]);
  });
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
