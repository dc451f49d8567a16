/** Everything the page shows is built by its script; the shell only carries it. */
export function shell(workspace: string): string {
  const title = escapeHtml(`${workspace} · Muster playground`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="data:image/svg+xml,${FAVICON}">
<link rel="stylesheet" href="/playground/assets/style.css">
<script type="module" src="/playground/assets/page.js"></script>
</head>
<body>
<noscript>The playground needs JavaScript.</noscript>
</body>
</html>
`;
}

const FAVICON = encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#0f766e"/>' +
    '<path d="M8 23V10l8 8 8-8v13" fill="none" stroke="#fff" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/></svg>',
);

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
