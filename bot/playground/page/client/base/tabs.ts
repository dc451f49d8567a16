import { button, freshId, h, on, setAttributes } from './dom.ts';
import { focusedOf } from './focus.ts';

type Tab = { name: string; build: () => HTMLElement };

/** Tabs with their panels; a panel is built when it is first looked at. */
export function tabs(label: string, all: Tab[]): HTMLElement {
  const panels = all.map(() => h('div', { role: 'tabpanel', id: freshId('panel'), class: 'tab-panel' }));
  const heads = all.map(({ name }, index) =>
    button({ role: 'tab', id: freshId('tab'), 'aria-controls': panels[index]?.id }, () => choose(index), name),
  );
  const list = h('div', { class: 'tabs', role: 'tablist', 'aria-label': label }, ...heads);
  on(list, 'keydown', ({ key }) => {
    const at = focusedOf(heads);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 }[key];
    if (to === undefined) return;
    choose((to + heads.length) % heads.length);
    heads[(to + heads.length) % heads.length]?.focus();
  });
  choose(0);
  return h('div', { class: 'tabbed' }, list, ...panels);

  function choose(index: number) {
    for (const [place, panel] of panels.entries()) {
      const chosen = place === index;
      const head = heads[place];
      if (head) setAttributes(head, { 'aria-selected': String(chosen), tabindex: chosen ? 0 : -1 });
      setAttributes(panel, { hidden: !chosen, 'aria-labelledby': head?.id });
      if (chosen && panel.childElementCount === 0) panel.append(all[place]?.build() ?? '');
    }
  }
}
