/** Slack's limits, in characters or blocks, of what our views may fill with words from outside. https://docs.slack.dev/reference/block-kit/blocks */
export const limits = {
  header: 150,
  section: 3000,
  field: 2000,
  button: 75,
  option: 75,
  label: 2000,
  placeholder: 150,
  modalTitle: 24,
  confirmTitle: 100,
  confirmText: 300,
  confirmChoice: 30,
  context: 2000,
  cell: 2000,
  viewBlocks: 100,
} as const;

/** Cut to a limit, with an ellipsis where something is missing. Whole characters only. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const characters = Array.from(text.slice(0, limit));
  while (characters.join('').length > limit - 1) characters.pop();
  return `${characters.join('')}…`;
}
