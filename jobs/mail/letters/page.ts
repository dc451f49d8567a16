import { escapeHtml } from '../compose/html.ts';

/** A letter's parts, in order. They are written once and shown as text and as HTML. */
export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'steps'; items: readonly string[] }
  | { kind: 'points'; items: readonly string[] }
  | { kind: 'button'; label: string; link: string; copyLink: string }
  | { kind: 'strong'; text: string }
  | { kind: 'small'; text: string };

export type Page = {
  language: string;
  direction: 'ltr' | 'rtl';
  title: string;
  company: string;
  /** The address of a picture beside the company's name. */
  logo?: string;
  blocks: readonly Block[];
};

export function asText({ title, blocks }: Page): string {
  return `${[title, ...blocks.map(blockAsText)].join('\n\n')}\n`.replaceAll('\n', '\r\n');
}

function blockAsText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'strong':
    case 'small':
      return block.text;
    case 'heading':
      return `${block.text}\n${'-'.repeat(block.text.length)}`;
    case 'steps':
      return block.items.map((item, i) => `${i + 1}. ${item}`).join('\n');
    case 'points':
      return block.items.map((item) => `* ${item}`).join('\n');
    case 'button':
      return `${block.label}:\n${block.link}`;
  }
}

// Mail programs that make their own dark mode from a light letter leave it alone when it brings one.
const DARK = `@media (prefers-color-scheme: dark) {
.back { background: #14181d !important } .sheet { background: #1f252c !important; border-color: #333c46 !important }
.ink { color: #e8ecf0 !important } .soft { color: #aab4bf !important } .plain { color: #8ec1f5 !important }
}`;

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Noto Sans',Helvetica,Arial,sans-serif";
const INK = 'color:#1d2733';
const SOFT = 'color:#55616e';

export function asHtml(page: Page): string {
  const { language, direction, title, blocks } = page;
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${DARK}</style>
</head>
<body class="back" style="margin:0;padding:0;background:#f2f4f7">
<div class="back" lang="${language}" dir="${direction}" style="background:#f2f4f7;padding:24px 12px;${FONT}">
<div class="sheet" role="article" style="max-width:560px;margin:0 auto;background:#ffffff;border:1px solid #dfe4ea;border-radius:10px;padding:28px 28px 20px">
<p class="soft" style="margin:0;font-size:15px;font-weight:600;${SOFT}">${letterhead(page)}</p>
<h1 class="ink" style="margin:18px 0 14px;font-size:22px;line-height:1.3;font-weight:600;${INK}">${escapeHtml(title)}</h1>
${blocks.map(blockAsHtml).join('\n')}
</div>
</div>
</body>
</html>
`.replaceAll('\n', '\r\n');
}

/** The name stands in words beside the picture, which many mail programs do not show. */
function letterhead({ company, logo }: Page): string {
  const picture = `<img src="${escapeHtml(logo ?? '')}" alt="" height="32" style="height:32px;border:0;vertical-align:middle;margin-inline-end:10px">`;
  return `${logo ? picture : ''}${escapeHtml(company)}`;
}

function blockAsHtml(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p class="ink" style="margin:0 0 14px;font-size:16px;line-height:1.5;${INK}">${escapeHtml(block.text)}</p>`;
    case 'strong':
      return `<p class="ink" style="margin:0 0 14px;font-size:16px;line-height:1.5;font-weight:600;${INK}">${escapeHtml(block.text)}</p>`;
    case 'heading':
      return `<h2 class="ink" style="margin:24px 0 8px;font-size:16px;line-height:1.4;font-weight:600;${INK}">${escapeHtml(block.text)}</h2>`;
    case 'steps':
      return list('ol', block.items);
    case 'points':
      return list('ul', block.items);
    case 'button':
      return button(block);
    case 'small':
      return `<p class="soft" style="margin:16px 0 0;font-size:13px;line-height:1.5;${SOFT}">${escapeHtml(block.text)}</p>`;
  }
}

function list(tag: 'ol' | 'ul', items: readonly string[]): string {
  const entries = items
    .map((item) => `<li style="margin:0 0 6px;overflow-wrap:anywhere">${escapeHtml(item)}</li>`)
    .join('');
  return `<${tag} class="ink" style="margin:0 0 14px;padding-inline-start:24px;font-size:16px;line-height:1.5;${INK}">${entries}</${tag}>`;
}

const BUTTON = '#0b6b4f';

/** The address stands below in full, so that everyone sees where the button leads. */
function button({ label, link, copyLink }: Extract<Block, { kind: 'button' }>): string {
  const href = escapeHtml(link);
  return `<p style="margin:22px 0 18px"><a href="${href}" style="display:inline-block;background:${BUTTON};color:#ffffff;font-size:16px;font-weight:600;line-height:1.3;text-decoration:none;padding:13px 22px;border-radius:8px">${escapeHtml(label)}</a></p>
<p class="soft" style="margin:0 0 14px;font-size:13px;line-height:1.5;${SOFT}">${escapeHtml(copyLink)}<br><a class="plain" dir="ltr" href="${href}" style="color:#0a58a8;overflow-wrap:anywhere;word-break:break-all">${href}</a></p>`;
}
