import { createHash } from 'node:crypto';
import { type Html, html, Html as Markup } from './html.ts';
import type { LinkTexts } from './texts/texts.ts';

const style = `
:root { color-scheme: light dark; font: 1.0625rem/1.6 system-ui, sans-serif; }
body { margin: 0; padding: 1rem; display: grid; place-items: center; min-height: 90vh; }
main { max-width: 34rem; width: 100%; box-sizing: border-box; padding: 1.5rem 1.75rem; border: 1px solid color-mix(in srgb, currentColor 18%, transparent); border-radius: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
p { margin: 0 0 1rem; overflow-wrap: anywhere; }
.next { padding: .9rem 1rem; border-inline-start: .3rem solid #0a7d6c; background: color-mix(in srgb, #0a7d6c 12%, transparent); border-radius: .4rem; }
.small { font-size: .9rem; margin: 0; }
.logo { height: 2.5rem; max-width: 100%; object-fit: contain; object-position: left; display: block; margin: 0 0 1rem; }
[dir=rtl] .logo { object-position: right; }
`;

/** The one style is allowed by its hash, and the company's picture by its host; nothing else may load, run, frame or be sent anywhere. */
const contentSecurityPolicy = (logo?: string) =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    ...(logo ? [`img-src ${new URL(logo).origin}`] : []),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** What every page of ours is sent with: nobody keeps it, finds it, frames it or learns where it was left for. */
export const pageHeaders = (logo?: string) => ({
  'content-security-policy': contentSecurityPolicy(logo),
  'content-type': 'text/html; charset=utf-8',
  'x-robots-tag': 'noindex, nofollow',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
});

/** A whole page that needs no script. */
export function frame(
  texts: Pick<LinkTexts, 'language' | 'direction'>,
  title: string,
  body: Html[],
  logo?: string,
): string {
  const picture = logo ? [html`<img class="logo" src="${logo}" alt="">`] : [];
  const page = html`<!doctype html>
<html lang="${texts.language}" dir="${texts.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body><main>${picture}<h1>${title}</h1>${body}</main></body>
</html>`;
  return page.markup;
}
