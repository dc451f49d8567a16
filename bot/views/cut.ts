/** Cut to a limit, with an ellipsis where something is missing. Whole characters only. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  if (limit < 1) return '';
  const characters = Array.from(text.slice(0, limit));
  while (characters.join('').length > limit - 1) characters.pop();
  return `${characters.join('')}…`;
}
