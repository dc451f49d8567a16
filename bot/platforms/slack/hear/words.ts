/**
 * What a person typed, as they typed it: Slack wraps addresses, numbers and links in <…> and escapes & < >.
 * A mention becomes @ and the person's id, that of a user group @group: and its id, a channel # and its id (docs.slack.dev, "Formatting text for app surfaces").
 */
export function plainWords(text: string): string[] {
  const unwrapped = text
    .replace(/<(?:mailto|tel|https?):[^<>|]*\|([^<>]*)>/g, '$1')
    .replace(/<((?:https?):[^<>|]*)>/g, '$1')
    .replace(/<@([A-Z0-9]+)(?:\|[^<>]*)?>/g, '@$1')
    .replace(/<!subteam\^([A-Z0-9]+)(?:\|[^<>]*)?>/g, '@group:$1')
    .replace(/<#([A-Z0-9]+)(?:\|[^<>]*)?>/g, '#$1');
  return unwrapped.trim().split(/\s+/).filter(Boolean).map(unescaped);
}

function unescaped(word: string): string {
  return word.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
