/** The arguments of a call: a form, or JSON. */
export function parseBody(contentType = '', body: Buffer): Record<string, unknown> {
  if (contentType.startsWith('application/json')) return parseJson(body);
  return Object.fromEntries(new URLSearchParams(body.toString('utf8')));
}

function parseJson(body: Buffer): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}
