/** Slack's limits, in characters or blocks, of what our views may fill with words from outside. https://docs.slack.dev/reference/block-kit/blocks */
export const limits = {
  header: 150,
  // docs.slack.dev, chat.postMessage: longer texts are cut there.
  text: 40_000,
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
