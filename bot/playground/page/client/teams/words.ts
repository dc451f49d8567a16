import { h } from '../base/dom.ts';

/** What was typed or said without a card, line by line, with the names of those it mentions. */
export function showWords(text: string, names: readonly string[]): HTMLElement {
  const lines = text.split('\n').map((line) => h('p', {}, ...mentionsIn(line, names)));
  return h('div', { class: 'text' }, ...lines);
}

function mentionsIn(line: string, names: readonly string[]): (string | HTMLElement)[] {
  const pattern = new RegExp(`@(?:${names.map((name) => name.replace(/[^\w ]/g, '\\$&')).join('|')})`, 'g');
  const parts: (string | HTMLElement)[] = [];
  let from = 0;
  for (const found of names.length > 0 ? line.matchAll(pattern) : []) {
    parts.push(line.slice(from, found.index), h('span', { class: 'mention' }, found[0].slice(1)));
    from = found.index + found[0].length;
  }
  return [...parts, line.slice(from)].filter((part) => part !== '');
}
