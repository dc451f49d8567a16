import { createHash } from 'node:crypto';
import { type Html, html, Html as Markup } from './html.ts';

const style = `
:root { color-scheme: light dark; font: 1.0625rem/1.6 system-ui, sans-serif; }
body { margin: 0; padding: 1rem; display: grid; place-items: center; min-height: 90vh; }
main { max-width: 34rem; width: 100%; box-sizing: border-box; padding: 1.5rem 1.75rem; border: 1px solid color-mix(in srgb, currentColor 18%, transparent); border-radius: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
p { margin: 0 0 1rem; overflow-wrap: anywhere; }
.next { padding: .9rem 1rem; border-inline-start: .3rem solid #0a7d6c; background: color-mix(in srgb, #0a7d6c 12%, transparent); border-radius: .4rem; }
.wrong { padding: .9rem 1rem; border-inline-start: .3rem solid #b3261e; background: color-mix(in srgb, #b3261e 12%, transparent); border-radius: .4rem; }
.small { font-size: .9rem; margin: 0; }
.logo { height: 2.5rem; max-width: 100%; object-fit: contain; object-position: left; display: block; margin: 0 0 1rem; }
[dir=rtl] .logo { object-position: right; }
fieldset { border: 0; margin: 0 0 1rem; padding: 0; }
label { display: block; margin: 0 0 .25rem; font-weight: 600; }
.tick { display: flex; gap: .6rem; align-items: baseline; font-weight: 400; margin: 0 0 .5rem; }
.hint { font-size: .9rem; margin: .25rem 0 1rem; }
input[type=file], textarea { box-sizing: border-box; width: 100%; font: inherit; padding: .5rem; border: 1px solid color-mix(in srgb, currentColor 45%, transparent); border-radius: .4rem; background: transparent; color: inherit; }
textarea { min-height: 7rem; font-family: ui-monospace, monospace; font-size: .9rem; }
button { font: inherit; font-weight: 600; padding: .6rem 1.2rem; border: 0; border-radius: .5rem; background: #0a7d6c; color: #fff; cursor: pointer; min-height: 2.75rem; }
button[disabled] { opacity: .6; cursor: progress; }
:is(button, input, textarea, a):focus-visible { outline: .2rem solid #1d6fd1; outline-offset: .15rem; }
progress { width: 100%; height: .8rem; accent-color: #0a7d6c; margin: 1rem 0 0; }
[hidden] { display: none; }
`;

const hashed = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What a page may do beside showing words. */
export type Allowed = {
  /** The address of the company's picture. */
  logo?: string;
  /** Sends what is filled in to where it came from. */
  form?: true;
  /** The one script of the page. */
  script?: string;
  /** Who may show the page within their own. */
  frames?: string[];
};

/** The one style and the one script are allowed by their hash, and the company's picture by its host; nothing else may load, run, frame or be sent anywhere. */
const contentSecurityPolicy = ({ logo, form, script, frames = [] }: Allowed) =>
  [
    "default-src 'none'",
    `style-src ${hashed(style)}`,
    ...(logo ? [`img-src ${new URL(logo).origin}`] : []),
    ...(script ? [`script-src ${hashed(script)}`, "connect-src 'self'"] : []),
    "base-uri 'none'",
    `form-action ${form ? "'self'" : "'none'"}`,
    `frame-ancestors ${frames.join(' ') || "'none'"}`,
  ].join('; ');

/** What every page of ours is sent with: nobody keeps it, finds it, frames it or learns where it was left for. */
export const pageHeaders = (allowed: Allowed = {}) => ({
  'content-security-policy': contentSecurityPolicy(allowed),
  'content-type': 'text/html; charset=utf-8',
  'x-robots-tag': 'noindex, nofollow',
  'x-content-type-options': 'nosniff',
  ...(!allowed.frames && { 'x-frame-options': 'DENY' }),
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
});

type Texts = { language: string; direction: 'ltr' | 'rtl' };

/** A whole page that needs no script. */
export function frame(texts: Texts, title: string, body: Html[], { logo, script }: Allowed = {}): string {
  const picture = logo ? [html`<img class="logo" src="${logo}" alt="">`] : [];
  const page = html`<!doctype html>
<html lang="${texts.language}" dir="${texts.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body><main>${picture}<h1>${title}</h1>${body}</main>${script ? [new Markup(`<script>${script}</script>`)] : []}</body>
</html>`;
  return page.markup;
}
