import { h } from '../base/dom.ts';

const COLOURS = 6;

/** Coloured initials; the same name has the same colour everywhere. */
export function avatar(name: string, isBot = false): HTMLElement {
  const initials = name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .slice(0, 2)
    .join('');
  const colour = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % COLOURS;
  return h(
    'span',
    { class: isBot ? 'avatar bot' : `avatar tone-${colour}`, 'aria-hidden': 'true' },
    initials.toUpperCase(),
  );
}
