/** Links open in a new tab: inside the small frame they would lead nowhere. */
const BASE = '<base target="_blank">';

/** The mail's own HTML with that one line added where a document allows it. */
export function mailPage(html: string): string {
  const head = /<head(\s[^>]*)?>/i.exec(html) ?? /<html(\s[^>]*)?>/i.exec(html) ?? /^\s*<!doctype[^>]*>/i.exec(html);
  if (!head) return `<!doctype html>${BASE}${html}`;

  const at = head.index + head[0].length;
  return html.slice(0, at) + BASE + html.slice(at);
}
