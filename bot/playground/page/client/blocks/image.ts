import type { SlackFileImageObject, UrlImageObject } from '@slack/types';
import { h } from '../base/dom.ts';

/** Images come from this machine only; whatever else is asked for shows as its alternative text. */
export function showImage(image: { alt_text: string } & (UrlImageObject | SlackFileImageObject)): HTMLElement {
  if ('image_url' in image) return h('img', { src: image.image_url, alt: image.alt_text, loading: 'lazy' });
  return h('span', { role: 'img', 'aria-label': image.alt_text, class: 'image-missing' }, image.alt_text);
}
