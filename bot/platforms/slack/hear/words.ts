/**
 * What a person typed, as they typed it: Slack wraps addresses, numbers and links in <…> and escapes & < >.
 * Mentions stay as Slack writes them (docs.slack.dev, "Formatting text for app surfaces").
 */
export function plainWords(text: string): string[] {
  const unwrapped = text
    .replace(/<(?:mailto|tel|https?):[^>|]*\|([^>]*)>/g, '$1')
    .replace(/<((?:https?):[^>|]*)>/g, '$1');
  return unwrapped.trim().split(/\s+/).filter(Boolean).map(unescaped);
}

function unescaped(word: string): string {
  return word.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
