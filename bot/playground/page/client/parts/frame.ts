import { h } from '../base/dom.ts';
import type { Page } from '../store.ts';

/** The workspace's name, over everything. */
export function workspaceHead() {
  const name = h('h1', {});
  const element = h(
    'header',
    { class: 'workspace-head' },
    h('span', { class: 'mark', 'aria-hidden': 'true' }, 'M'),
    h('div', {}, name, h('p', { class: 'faint' }, 'Playground')),
  );
  return {
    element,
    show({ server }: Page) {
      const text = server?.workspace.name ?? '';
      if (name.textContent !== text) name.textContent = text;
    },
  };
}

/** Says when the server is gone, and that nothing has to be done about it. */
export function connection() {
  const element = h('div', { class: 'connection', role: 'status' });
  return {
    element,
    show({ online }: Page) {
      const text = online ? '' : 'The playground is not answering. This page reconnects by itself.';
      if (element.textContent !== text) element.textContent = text;
    },
  };
}
