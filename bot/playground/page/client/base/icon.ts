const SVG = 'http://www.w3.org/2000/svg';

/** Outlines on a grid of 24. */
const PATHS = {
  home: 'M4 11.5 12 4.5l8 7M6 10v9.5h4.5V14h3v5.5H18V10',
  hash: 'M9 4 7 20M17 4l-2 16M4 9h17M3 15h17',
  mail: 'M4 6h16v12H4zM4 7l8 6 8-6',
  clip: 'M20 11.5 12 19.4a5 5 0 0 1-7-7l8.3-8.2a3.4 3.4 0 0 1 4.8 4.8L9.8 17a1.7 1.7 0 0 1-2.4-2.4l7.3-7.2',
  send: 'M4 12 20 4l-6 16-3-7zM11 13l9-9',
  reply: 'M4 5h16v11H11l-5 4v-4H4z',
  more: 'M5 12a1 1 0 1 0 2 0 1 1 0 0 0-2 0zM11 12a1 1 0 1 0 2 0 1 1 0 0 0-2 0zM17 12a1 1 0 1 0 2 0 1 1 0 0 0-2 0z',
  close: 'M6 6l12 12M18 6 6 18',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  down: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 20 20',
  back: 'M14 5l-7 7 7 7',
  warning: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.5h.01',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5.5M12 7.8h.01',
  done: 'M5 12.5l4.5 4.5L19 7.5',
  spark: 'M12 3v5M12 16v5M3 12h5M16 12h5M6 6l3 3M15 15l3 3M18 6l-3 3M9 15l-3 3',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration only: whatever it stands on has its own name. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [key, value] of Object.entries({ viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
